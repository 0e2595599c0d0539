// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.share.blind.BlindToken;
import io.stillwatch.share.blind.Blinded;
import io.stillwatch.share.blind.Epoch;
import io.stillwatch.share.blind.Evaluation;
import io.stillwatch.share.blind.EvaluationKey;
import io.stillwatch.share.blind.KnownTokens;
import io.stillwatch.share.blind.Point;
import io.stillwatch.share.blind.Suite;
import io.stillwatch.share.blind.Voprf;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// What blind matching costs: `bench/blind.sh`. Not a test; it asserts nothing.
public final class BlindBench {
  private static final Voprf VOPRF = new Voprf(Suite.P256, new SecureRandom());
  private static final EvaluationKey KEY = EvaluationKey.random(Suite.P256, new SecureRandom());

  private BlindBench() {}

  public static void main(String[] args) throws Exception {
    function();
    table(100_000);
    table(1_000_000);
    FastLaneBench.run(Path.of(args[0]));
  }

  private static void function() {
    System.out.println("| step, one thread | points a proof | a second | us of CPU each |");
    System.out.println("|---|--:|--:|--:|");
    for (int round = 0; round < 2; round++) { // the first warms up
      boolean say = round == 1;
      for (int batch : new int[] {1, 4, 512}) {
        step(batch, say);
      }
    }
  }

  private static void step(int batch, boolean say) {
    int n = Math.max(512, batch) / batch * batch * (say ? 4 : 2);
    List<byte[]> inputs =
        IntStream.range(0, n)
            .mapToObj(i -> ("email/1|2026-06|p" + i + "@x.org").getBytes(UTF_8))
            .toList();
    var blinded = new Blinded[n];
    long blind =
        time(() -> IntStream.range(0, n).forEach(i -> blinded[i] = VOPRF.blind(inputs.get(i))));
    var points = IntStream.range(0, n).mapToObj(i -> blinded[i].point()).toList();
    var evaluations = new Evaluation[n / batch];
    long evaluate =
        time(
            () ->
                IntStream.range(0, n / batch)
                    .forEach(i -> evaluations[i] = VOPRF.evaluate(KEY, part(points, i, batch))));
    long verify =
        time(
            () ->
                IntStream.range(0, n / batch)
                    .forEach(
                        i ->
                            VOPRF.verify(KEY.publicKey(), part(points, i, batch), evaluations[i])));
    long finish =
        time(
            () ->
                IntStream.range(0, n)
                    .forEach(
                        i ->
                            VOPRF.finish(
                                blinded[i], evaluations[i / batch].points().get(i % batch))));
    if (say) {
      row("blind", batch, n, blind);
      row("evaluate and prove", batch, n, evaluate);
      row("verify", batch, n, verify);
      row("finish", batch, n, finish);
    }
  }

  private static List<Point> part(List<Point> points, int i, int batch) {
    return points.subList(i * batch, (i + 1) * batch);
  }

  private static void row(String what, int batch, int n, long nanos) {
    System.out.printf(
        "| %s | %d | %,.0f | %,.0f |%n", what, batch, n * 1e9 / nanos, nanos / 1e3 / n);
  }

  /// CPU of this thread.
  private static long time(Runnable work) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    work.run();
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
  }

  private static void table(int n) {
    Epoch epoch = Epoch.parse("2026-06");
    List<BlindToken> tokens = tokens(n, 1, epoch);
    List<BlindToken> others = tokens(n, 2, epoch);
    var known = new KnownTokens(2 * n);
    long add = time(() -> IntStream.range(0, n).forEach(i -> known.add(tokens.get(i), i)));
    long hit = 0;
    long miss = 0;
    var found = new int[1];
    for (int round = 0; round < 5; round++) {
      hit = time(() -> tokens.forEach(t -> found[0] += known.find(t).isPresent() ? 1 : 0));
      miss = time(() -> others.forEach(t -> found[0] += known.find(t).isPresent() ? 1 : 0));
    }
    System.out.printf(
        "table of %,d tokens: %.1f bytes a token, %,.0f added/s, %,.0f found/s, %,.0f not found/s (%d)%n",
        n, (double) known.bytes() / n, n * 1e9 / add, n * 1e9 / hit, n * 1e9 / miss, found[0]);
  }

  static List<BlindToken> tokens(int n, long seed, Epoch epoch) {
    var chance = new SplittableRandom(seed);
    return IntStream.range(0, n)
        .mapToObj(
            i ->
                new BlindToken(
                    BlindToken.Scheme.VOPRF_P256,
                    epoch,
                    "%016x%016x%016x%016x"
                        .formatted(
                            chance.nextLong(),
                            chance.nextLong(),
                            chance.nextLong(),
                            chance.nextLong())))
        .toList();
  }
}
