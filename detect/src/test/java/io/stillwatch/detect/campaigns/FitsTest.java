// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FitsTest {
  private static Fits again(Fits fits) throws IOException {
    var bytes = new ByteArrayOutputStream();
    fits.write(new DataOutputStream(bytes));
    var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    var back = new Fits();
    back.read(in);
    assertThat(in.available()).as("bytes not read").isZero();
    return back;
  }

  @Test
  void theBoundIsTwiceTheMedianOfTheNewestOfEachGroup() {
    Seeds.each(
        50,
        draw -> {
          var fits = new Fits();
          var plain = new TreeMap<Long, Double>();
          for (int i = 0; i < 60; i++) {
            long group = draw.nextInt(25) - 5;
            double fit = 0.01 + 8 * draw.nextDouble();
            fits.note(group, fit);
            plain.put(group, fit);
            double median =
                plain.values().stream().sorted().skip(plain.size() / 2).findFirst().orElseThrow();
            assertThat(fits.bound(Sample.ALL)).isEqualTo(Math.max(1.5, 2 * median));
            fits = draw.nextInt(10) == 0 ? again(fits) : fits;
          }
        });
  }

  @Test
  void withoutGroupsAndAmongVeryUnevenOnesItIsOneAndAHalf() {
    var fits = new Fits();
    assertThat(fits.bound(Sample.ALL)).isEqualTo(1.5);
    fits.note(1, 0.1);
    assertThat(fits.bound(Sample.ALL)).isEqualTo(1.5);
  }

  @Test
  void aFewCampaignsAmongManyGroupsHardlyMoveIt() {
    var fits = new Fits();
    for (int g = 0; g < 100; g++) {
      fits.note(g, g < 20 ? 9_000 : 0.5 + g / 100.0);
    }
    assertThat(fits.bound(Sample.ALL)).isBetween(2.0, 2.6);
  }

  @Test
  void aGroupThatIsEvenForAReasonIsForgotten() throws IOException {
    var fits = new Fits();
    fits.note(1, 2);
    fits.note(2, 9_000);
    fits.note(3, 9_000);
    fits.forget(2);
    fits.forget(3);
    fits.forget(4);
    assertThat(fits.bound(Sample.ALL)).isEqualTo(4);
    assertThat(again(fits).bound(Sample.ALL)).isEqualTo(4);
    fits.note(2, 3);
    assertThat(fits.bound(Sample.ALL)).as("and may come back").isEqualTo(6);
  }

  @Test
  void beyond4096GroupsOnlyTheKnownAreKeptUpToDate() {
    var fits = new Fits();
    for (int g = 0; g < 4_096; g++) {
      fits.note(g, 1);
    }
    for (int g = 4_096; g < 20_000; g++) {
      fits.note(g, 50);
    }
    assertThat(fits.bound(Sample.ALL)).isEqualTo(2);
    for (int g = 0; g < 4_096; g++) {
      fits.note(g, 3);
    }
    assertThat(fits.bound(Sample.ALL)).isEqualTo(6);
  }
}
