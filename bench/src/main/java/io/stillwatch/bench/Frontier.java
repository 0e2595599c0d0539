// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import io.stillwatch.arena.spec.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/// Prints the most that attackers take undetected, as Markdown; `bench/scoreboard.sh --frontier`
/// calls it.
///
/// Usage: `java -cp bench/target/bench.jar io.stillwatch.bench.Frontier --work DIR --workers N
/// --honest N --days N --split NAME`, and each once or more `--mix LEVELS --pool N --rate N --seed
/// N`. Mixes are searched side by side, the pools of one mix one after the other; the answer does
/// not depend on how many work.
public final class Frontier {
  private final Watch watch;
  private final AtomicInteger worlds = new AtomicInteger();
  private final AtomicInteger honest = new AtomicInteger();
  private final AtomicInteger wronged = new AtomicInteger();

  private Frontier(Watch watch) {
    this.watch = watch;
  }

  public static void main(String[] args) throws IOException {
    Options options = Options.of(args);
    Watch arena =
        new ArenaWatch(
            Path.of(options.one("work")),
            options.number("honest"),
            options.number("days"),
            Split.valueOf(options.one("split").toUpperCase(Locale.ROOT)));
    System.out.print(new Frontier(arena).page(options));
  }

  private String page(Options options) throws IOException {
    Search search =
        new Search(
            this::look,
            options.all("rate").stream().map(Double::valueOf).toList(),
            options.all("seed").stream().map(Long::valueOf).toList());
    List<Integer> pools = options.all("pool").stream().map(Integer::valueOf).sorted().toList();
    List<Callable<List<Reach>>> jobs = new ArrayList<>();
    options.all("mix").stream().map(Mix::of).forEach(m -> jobs.add(() -> search.reaches(m, pools)));
    String table = FrontierTable.text(Scans.all(options.number("workers"), jobs));
    return table
        + String.format(
            Locale.ROOT,
            "%nThe search looked at %,d worlds. In all of them together, %,d of %,d honest accounts"
                + " were accused.%n",
            worlds.get(),
            wronged.get(),
            honest.get());
  }

  private Watch.Seen look(Pool pool, double rate, long seed) throws IOException {
    Watch.Seen seen = watch.look(pool, rate, seed);
    int count = worlds.incrementAndGet();
    honest.addAndGet(seen.honest());
    wronged.addAndGet(seen.wronged());
    System.err.printf(
        Locale.ROOT,
        "frontier world %d: %s, %d accounts at %s a day, seed %d: %d named%n",
        count,
        pool.mix().name(),
        pool.accounts(),
        FrontierTable.rate(rate),
        seed,
        seen.named());
    return seen;
  }
}
