// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/// What an account's prompt templates look like, so that two companies who see similar ones find
/// out and neither learns a word. Of the hashes of all shingles the least under 32 permutations are
/// kept (MinHash), four to a band (Broder 1997; Indyk and Motwani 1998). Two accounts with a share
/// s of shingles in common agree in a band with the chance s^4: of eight bands in at least two with
/// 99.7 % at s = 0.9, 90 % at 0.8, 8.5 % at 0.5, 0.007 % at 0.2. Ask for [#ENOUGH].
///
/// Each band becomes a token like any other identifier. Sketch only what many exchanges of the
/// account share: slots removed, never one prompt.
public final class TemplateSketch {
  /// Bands that have to agree before anybody looks.
  public static final int ENOUGH = 2;

  static final int BANDS = 8;
  private static final int ROWS = 4;
  private static final int SHINGLES_LEAST = 8;

  private TemplateSketch() {}

  /// The bands of a set of shingles.
  ///
  /// @param shingles hashes of three words each, the same for everybody, without a key: 64 bits
  /// @throws IllegalArgumentException when there are fewer than 8 different ones, which many share
  ///   by accident
  public static List<Identifier> bands(LongStream shingles) {
    long[] all = shingles.distinct().toArray();
    if (all.length < SHINGLES_LEAST) {
      throw new IllegalArgumentException(
          "a sketch takes at least 8 different shingles; these say too little");
    }
    var bands = new ArrayList<Identifier>(BANDS);
    for (int band = 0; band < BANDS; band++) {
      bands.add(new Identifier(Label.TEMPLATE, "%d.%016x".formatted(band, band(all, band))));
    }
    return bands;
  }

  private static long band(long[] shingles, int band) {
    long hash = band;
    for (int row = 0; row < ROWS; row++) {
      long salt = mix(band * ROWS + row + 1L);
      hash = mix(hash ^ Arrays.stream(shingles).map(s -> mix(s ^ salt)).min().orElseThrow());
    }
    return hash;
  }

  /// The finaliser of SplitMix64: a permutation of 64 bits.
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
