// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import io.stillwatch.baselines.request.Hash;
import io.stillwatch.baselines.request.Request;
import io.stillwatch.baselines.request.Roster;
import java.util.Arrays;
import java.util.List;

/// Suspects clusters of accounts that send nearly the same prompts.
final class MinHashLsh implements Baseline {
  private static final int BANDS = 16;
  private static final int ROWS = 4;
  private static final int SHINGLE = 3;
  private static final int FEWEST_SHINGLES = 5;
  private static final int FEWEST = 3;
  private static final int LEAST = 3;
  private static final int MOST = 300;

  @Override
  public String name() {
    return "minhash-lsh";
  }

  @Override
  public String looksAt() {
    return "what share of their prompts two accounts have nearly in common";
  }

  @Override
  public String source() {
    return "Broder, On the Resemblance and Containment of Documents, 1997; banding after Leskovec,"
        + " Rajaraman and Ullman, Mining of Massive Datasets, chapter 3";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("bands, rows", BANDS + ", " + ROWS, "prompts meet from a likeness of 0.5 on"),
        new Parameter("shingle", SHINGLE + " words; prompts under 7 words do not count", "ours"),
        new Parameter("tie", "Jaccard index of the buckets of two accounts", "ours"),
        new Parameter("fewest", "buckets of " + FEWEST + " whole prompts in common", "ours"),
        new Parameter("cluster", "at least " + LEAST + " accounts, single linkage", "ours"),
        new Parameter("popular", "buckets of over " + MOST + " accounts do not count", "ours"));
  }

  @Override
  public Study begin() {
    return new Study() {
      private final Touches touches = new Touches();

      @Override
      public void take(Request request) {
        long[] shingles = request.prompt().shingles(SHINGLE);
        if (shingles.length >= FEWEST_SHINGLES) {
          long[] signature = signature(shingles);
          for (int band = 0; band < BANDS; band++) {
            touches.add(bucket(signature, band), request.account());
          }
        }
      }

      @Override
      public Suspicion conclude(Roster roster) {
        int[] all = touches.counts(roster.size());
        var linkage = new Linkage();
        touches
            .together(MOST, roster)
            .forEach(
                (pair, shared) -> {
                  int a = Touches.first(pair);
                  int b = Touches.second(pair);
                  if (shared >= FEWEST * BANDS) {
                    linkage.tie(a, b, (double) shared / (all[a] + all[b] - shared));
                  }
                });
        return linkage.clusters(LEAST);
      }
    };
  }

  /// The least value of each hash function over the shingles.
  private static long[] signature(long[] shingles) {
    long[] least = new long[BANDS * ROWS];
    Arrays.fill(least, Long.MAX_VALUE);
    for (long shingle : shingles) {
      for (int i = 0; i < least.length; i++) {
        least[i] = Math.min(least[i], Hash.of(i, shingle));
      }
    }
    return least;
  }

  private static long bucket(long[] signature, int band) {
    long bucket = band;
    for (int row = 0; row < ROWS; row++) {
      bucket = Hash.of(bucket, signature[band * ROWS + row]);
    }
    return bucket;
  }
}
