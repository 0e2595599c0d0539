// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Family;
import io.stillwatch.stats.Draw;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PlaceboRecordTest {
  /// e = 1/u has P(e >= x) = 1/x exactly, the most a null allows.
  private static PlaceboRecord exact(long seed, int groups, double times) {
    var record = new PlaceboRecord();
    var draw = new Draw(seed);
    for (int g = 0; g < groups; g++) {
      double u = (draw.nextInt(1 << 30) + 1) / (double) (1 << 30);
      record.note(Family.E3, Math.log(times / u));
    }
    return record;
  }

  @Test
  void aFamilyAtItsLimitIsHardlyEverSwitchedOff() {
    int off = 0;
    for (int seed = 1; seed <= 400; seed++) {
      off += exact(seed, 500, 1).fails(Family.E3) ? 1 : 0;
    }
    assertThat(off).as("of 400, three lines at one in a thousand each").isLessThanOrEqualTo(6);
  }

  @Test
  void oneThatIsTwiceAboveItIsAndIsForgiven() {
    PlaceboRecord record = exact(7, 2_000, 2);
    assertThat(record.fails(Family.E3)).isTrue();
    assertThat(record.fails(Family.E1)).as("another family").isFalse();
    assertThat(record.words(Family.E3)).contains("of 2,000 groups", "at most 200, 20 and 2");
    for (int g = 0; g < 30_000; g++) {
      record.note(Family.E3, 0);
    }
    assertThat(record.fails(Family.E3)).isFalse();
  }

  @Test
  void suspectsAreRememberedForAPeriodAndTheNext() {
    var record = new PlaceboRecord();
    record.suspect(5);
    record.turn();
    assertThat(record.suspects(5)).isTrue();
    record.turn();
    assertThat(record.suspects(5)).isFalse();
  }

  @Test
  void itIsReadAsItWasWritten() throws IOException {
    PlaceboRecord record = exact(3, 900, 1.2);
    record.suspect(11);
    record.turn();
    record.suspect(12);
    var bytes = new ByteArrayOutputStream();
    record.write(new DataOutputStream(bytes));
    var again = new PlaceboRecord();
    again.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(again.words(Family.E3)).isEqualTo(record.words(Family.E3));
    assertThat(again.suspects(11) && again.suspects(12)).isTrue();
  }
}
