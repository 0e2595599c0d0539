// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

import java.util.stream.IntStream;

/// Ranks the true key among random ones on the same pairs: `p = (1 + decoys at least as high) / (1
/// + M)`. Exact for any text and any dependence in it, because the key is what is random; it needs
///   no law. It cannot say less than 1 in M + 1.
///
/// @param pairs distinct pairs that were scored
/// @param atLeast decoys that scored at least as high as the true key
/// @param decoys how many there were, M
public record Decoys(int pairs, long atLeast, int decoys) {
  /// No more decoys than this.
  public static final int MOST = 1_000_000;

  /// Ranks a mark, on all cores.
  ///
  /// @param scorer that scored the text under the mark and kept pairs ([Scorer#keeping])
  /// @param decoys how many, 1 to [#MOST]
  /// @param seed of the decoys; any number fixed before looking
  public static Decoys rank(Scorer scorer, Mark mark, int decoys, long seed) {
    if (decoys < 1 || decoys > MOST) {
      throw new IllegalArgumentException("1 to %,d decoys, not %,d".formatted(MOST, decoys));
    }
    Sample sample = scorer.sample(mark);
    Profile profile = mark.profile();
    double mine = sample.sum(mark);
    long above =
        IntStream.range(0, decoys)
            .parallel()
            .filter(n -> sample.sum(profile.under(Key.decoy(seed, n, profile.keyWords()))) >= mine)
            .count();
    return new Decoys(sample.size(), above, decoys);
  }

  /// The p-value.
  public double p() {
    return (1.0 + atLeast) / (1.0 + decoys);
  }
}
