// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.features;

import static io.stillwatch.detect.features.Reads.common;
import static io.stillwatch.detect.features.Reads.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Said;
import io.stillwatch.detect.Seeds;
import org.junit.jupiter.api.Test;

class PhrasesTest {
  @Test
  void oneScaffoldInOneLineWithThePayloadGivesPhrasesInCommonAndStrangersShareNone() {
    var shared = new int[1];
    Seeds.each(
        100,
        draw -> {
          String scaffold = Said.words(draw, 9);
          Reading one = read(Said.by("a").user(scaffold + " " + Said.words(draw, 20)));
          Reading twin = read(Said.by("b").user(scaffold + " " + Said.words(draw, 20)));
          Reading stranger = read(Said.by("c").user(Said.words(draw, 29)));
          assertThat(one.phrases().size()).isBetween(5, Phrases.MOST);
          shared[0] += common(one.phrases(), twin.phrases()) > 0 ? 1 : 0;
          assertThat(common(one.phrases(), stranger.phrases())).isZero();
        });
    assertThat(shared[0]).isGreaterThan(97);
  }

  @Test
  void phrasesAreAscendingAndEachOnce() {
    Seeds.each(
        50,
        draw -> {
          String text = Said.words(draw, 1 + draw.nextInt(80));
          Reading r = read(Said.by("a").system(text).user(text + " " + text));
          for (int i = 1; i < r.phrases().size(); i++) {
            assertThat(r.phrases().get(i)).isGreaterThan(r.phrases().get(i - 1));
          }
        });
  }
}
