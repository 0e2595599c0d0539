// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.lineage.trial.Exposure;
import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.profiles.VllmGumbel;
import io.stillwatch.marks.served.ServedIndex;
import io.stillwatch.stats.Draw;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// An index of what was served, and the e-value of free text at what stands there.
class IndexTest {
  private static final int KEYS = 200;

  private static Lab lab = Lab.of(Lab.ownText(1_000, 1));

  @BeforeAll
  static void aSmallLaboratory() {
    lab = Lab.of(Lab.ownText(4_000, 1));
  }

  /// One innocent text of the same language, and what was served under each of many keys: the index
  /// depends on the key, the text does not.
  @Test
  void whoSpeaksTheSameLanguageIsNotAccused() {
    List<int[]> innocent = lab.written(40, 60, List.of(), new Draw(1));
    double[] e =
        IntStream.range(0, KEYS)
            .parallel()
            .mapToDouble(key -> Math.exp(indexed(innocent, key)))
            .toArray();

    for (double level : new double[] {4, 10, 40}) {
      assertThat(Arrays.stream(e).filter(one -> one >= level).count())
          .isLessThanOrEqualTo(Math.round(KEYS / level));
    }
    assertThat(Arrays.stream(e).average().orElseThrow()).isLessThan(1.5);
  }

  private static double indexed(List<int[]> innocent, int key) {
    Mark mark = new VllmGumbel(2).under(Key.decoy(3, key, 1));
    ServedIndex index = ServedIndex.of(mark, 100_000);
    lab.written(40, 60, List.of(mark), new Draw(100 + key)).forEach(index::add);
    var exposure = new Exposure(List.of(mark), 1).with(index);
    innocent.forEach(exposure::text);
    return exposure.under(0).indexed().orElseThrow().logE();
  }

  /// Where free text is all there is.
  @Test
  void anIndexFindsASmallShareThatFreeTextAloneDoesNot() {
    var size = new Lab.Size(2, 500, 60, 150, 0);
    Curve.Point point =
        Curve.of(lab, new Curve.Setting(Learner.NGRAM, size), List.of(0.02), 5, 10)
            .points()
            .getFirst();

    assertThat(point.medianIndexed()).isGreaterThan(point.median() + 0.3);
  }
}
