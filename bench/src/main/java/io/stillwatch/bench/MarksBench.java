// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Passage;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.Scorer;
import io.stillwatch.marks.profiles.Profiles;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Tokens a microsecond on one core, which are millions a second: the hash alone, and with pairs
/// counted, as detection does it.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class MarksBench {
  private static final int TOKENS = 4096;

  @Param({
    "hf-synthid-cpu",
    "google-synthid",
    "vllm-gumbel",
    "vllm-dual-gumbel",
    "vllm-synthid",
    "vllm-red-green",
    "vllm-sbw-self",
    "sglang-gumbel",
    "hf-kgw-left",
    "textseal"
  })
  private String profile = "vllm-gumbel";

  private final int[] ids = new SplittableRandom(7).ints(TOKENS + 64, 1, 32_000).toArray();
  private final Passage passage = Passage.of(ids);
  private Mark mark = mark(profile);

  @Setup
  public void prepare() {
    mark = mark(profile);
  }

  private static Mark mark(String profile) {
    Profile of = Profiles.of(profile);
    return of.under(Key.decoy(1, 1, of.keyWords()));
  }

  @Benchmark
  @OperationsPerInvocation(TOKENS)
  public double hash() {
    int window = mark.profile().reach().window();
    double sum = 0;
    for (int at = 64; at < ids.length; at++) {
      sum += mark.score(ids, at - window, at);
    }
    return sum;
  }

  /// A fresh scorer each time, so that every pair is new to it.
  @Benchmark
  @OperationsPerInvocation(TOKENS)
  public Scorer scored() {
    var fresh = new Scorer(List.of(mark), TOKENS * 2);
    fresh.add(passage);
    return fresh;
  }
}
