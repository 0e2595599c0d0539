// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Seeds;
import io.stillwatch.stats.Draw;
import io.stillwatch.stats.Mix;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import org.junit.jupiter.api.Test;

class KnownTableTest {
  @Test
  void itAgreesWithAPlainMapOnAnyOperations() {
    Seeds.each(
        40,
        draw -> {
          var table = new KnownTable();
          var plain = new HashMap<Long, Integer>();
          int keys = 1 + draw.nextInt(600);
          int day = draw.nextInt(60_000) - 20_000;
          for (int i = 0; i < 3_000; i++) {
            if (draw.nextInt(50) == 0) {
              day += 1 + draw.nextInt(draw.nextInt(4) == 0 ? 40 : 2);
              int before = day - 7;
              table.forget(before);
              plain.values().removeIf(last -> last < before);
            }
            long key = Mix.mix64(1 + draw.nextInt(keys));
            assertThat(table.contains(key)).isEqualTo(plain.containsKey(key));
            if (draw.nextInt(3) == 0) {
              table.add(key, day);
              plain.put(key, day);
            } else if (draw.nextInt(3) == 0) {
              assertThat(table.met(key, day)).isEqualTo(plain.replace(key, day) != null);
            }
            table = draw.nextInt(200) == 0 ? again(table) : table;
            assertThat(table.size()).isEqualTo(plain.size());
          }
        });
  }

  private static KnownTable again(KnownTable table) throws IOException {
    var bytes = new ByteArrayOutputStream();
    table.write(new DataOutputStream(bytes));
    var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    KnownTable back = KnownTable.read(in);
    assertThat(in.available()).isZero();
    return back;
  }

  @Test
  void theAbsentHashIsNeverKept() {
    var table = new KnownTable();
    table.add(0, 3);
    assertThat(table.size()).isZero();
    assertThat(table.contains(0)).isFalse();
  }

  @Test
  void anEntryTakesFiveToTenBytesWhateverComesAndGoes() {
    var draw = new Draw(2);
    var table = new KnownTable();
    for (int day = 0; day < 40; day++) {
      table.forget(day - 7);
      int n = 500 + draw.nextInt(500);
      for (int i = 0; i < n; i++) {
        table.add(draw.nextLong(), day);
      }
      assertThat(4.0 * table.capacity() / table.size()).isBetween(4.9, 10.1);
    }
    assertThat(table.size()).isBetween(8 * 600, 8 * 900);
  }
}
