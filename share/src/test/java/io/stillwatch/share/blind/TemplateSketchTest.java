// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TemplateSketchTest {
  private static final int TRIES = 400;

  /// In how many of the tries two sets agree that have this share of shingles in common.
  private static int agreeing(double share) {
    var chance = new SplittableRandom(11);
    int agreeing = 0;
    for (int i = 0; i < TRIES; i++) {
      int both = (int) Math.round(2 * 60 * share / (1 + share));
      long[] common = LongStream.generate(chance::nextLong).limit(both).toArray();
      var shared = new HashSet<>(bands(common, chance, 60 - both));
      shared.retainAll(bands(common, chance, 60 - both));
      agreeing += shared.size() >= TemplateSketch.ENOUGH ? 1 : 0;
    }
    return agreeing;
  }

  private static List<Identifier> bands(long[] common, SplittableRandom chance, int own) {
    return TemplateSketch.bands(
        LongStream.concat(LongStream.of(common), LongStream.generate(chance::nextLong).limit(own)));
  }

  @Test
  void similarTemplatesAgreeAndOthersDoNot() {
    assertThat(agreeing(0.9)).isGreaterThan(TRIES * 97 / 100);
    assertThat(agreeing(0.5)).isBetween(TRIES / 20, TRIES / 5);
    assertThat(agreeing(0.2)).isLessThan(TRIES / 100);
    assertThat(agreeing(0)).isZero();
  }

  @Test
  void theOrderAndRepetitionOfShinglesDoNotMatter() {
    long[] shingles = LongStream.range(0, 40).map(i -> i * 0x9E3779B97F4A7C15L).toArray();
    assertThat(
            TemplateSketch.bands(
                LongStream.concat(LongStream.of(shingles), LongStream.of(shingles))))
        .isEqualTo(TemplateSketch.bands(LongStream.of(shingles)))
        .hasSize(TemplateSketch.BANDS)
        .doesNotHaveDuplicates();
    assertThat(
            Identifier.of(
                Label.TEMPLATE, TemplateSketch.bands(LongStream.of(shingles)).getFirst().value()))
        .isEqualTo(TemplateSketch.bands(LongStream.of(shingles)).getFirst());
  }

  @Test
  void aFewShinglesSayTooLittle() {
    assertThatThrownBy(() -> TemplateSketch.bands(LongStream.range(0, 7)))
        .hasMessageContaining("at least 8");
  }
}
