// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stillwatch.detect.Seeds;
import io.stillwatch.stats.Draw;
import io.stillwatch.stats.Mix;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowTableTest {
  /// The plain twin.
  private static final class Plain {
    private record Had(long principal, long item, int day, boolean shared) {}

    private final Map<Long, Had> all = new HashMap<>();

    void had(long key, long principal, long item, int day) {
      Had before = all.get(key);
      all.put(
          key,
          before == null
              ? new Had(principal, item, day, false)
              : new Had(
                  before.principal,
                  before.item,
                  day,
                  before.shared || before.principal != principal));
    }

    void share(long key, int day) {
      all.computeIfPresent(key, (k, had) -> new Had(had.principal, had.item, day, true));
    }

    void forget(int day) {
      all.values().removeIf(h -> h.day < day);
    }

    void agree(FlowTable table, int keys) {
      assertThat(table.size()).isEqualTo(all.size());
      for (int k = 1; k <= keys; k++) {
        long key = key(k);
        int slot = table.find(key);
        Had had = all.get(key);
        assertThat(slot >= 0).isEqualTo(had != null);
        if (had != null) {
          assertThat(table.principal(slot)).isEqualTo(had.principal);
          assertThat(table.item(slot)).isEqualTo(had.item & 0xFFFFFFFFL);
          assertThat(table.shared(slot)).isEqualTo(had.shared);
        }
      }
    }
  }

  /// Odd keys are random, even ones collide in their low bits.
  private static long key(int k) {
    return k % 2 == 0 ? (long) k << 40 | 5 : Mix.mix64(k);
  }

  @Test
  void itAgreesWithAPlainMapOnAnyOperations() {
    Seeds.each(
        40,
        draw -> {
          int keys = 1 + draw.nextInt(300);
          var table = new FlowTable();
          var plain = new Plain();
          int day = draw.nextInt(60_000) - 20_000;
          for (int i = 0; i < 1_000; i++) {
            day += draw.nextInt(50) == 0 ? 1 : 0;
            step(table, plain, draw, key(1 + draw.nextInt(keys)), day);
            if (draw.nextInt(100) == 0) {
              table = again(table);
            }
          }
          plain.agree(table, keys);
        });
  }

  /// Principals of either sign and of all 48 bits.
  private static long principal(Draw draw) {
    return Mix.mix64(draw.nextInt(4)) >> 16;
  }

  private static void step(FlowTable table, Plain plain, Draw draw, long key, int day) {
    switch (draw.nextInt(40)) {
      case 0 -> {
        table.forget(day - 3);
        plain.forget(day - 3);
      }
      case 1, 2, 3 -> {
        int slot = table.find(key);
        if (slot >= 0) {
          table.share(slot, day);
        }
        plain.share(key, day);
      }
      default -> {
        long principal = principal(draw);
        long item = draw.nextLong();
        table.had(key, principal, item, day);
        plain.had(key, principal, item, day);
      }
    }
  }

  private static FlowTable again(FlowTable table) throws IOException {
    var bytes = new ByteArrayOutputStream();
    table.write(new DataOutputStream(bytes));
    var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    FlowTable back = FlowTable.read(in);
    assertThat(in.available()).isZero();
    return back;
  }

  @Test
  void theAbsentHashIsNeverKept() {
    var table = new FlowTable();
    table.had(0, 1, 2, 3);
    assertThat(table.size()).isZero();
    assertThat(table.find(0)).isEqualTo(-1);
  }

  @Test
  void whatIsForgottenDailyStaysBounded() {
    var draw = new Draw(2);
    var table = new FlowTable();
    int most = 0;
    for (int day = 0; day < 60; day++) {
      for (int i = 0; i < 500; i++) {
        table.had(draw.nextLong(), 1, 1, day);
      }
      table.forget(day - 6);
      most = Math.max(most, table.size());
    }
    assertThat(most).isEqualTo(3_500);
  }

  @Test
  void aKeyOfMoreThan48BitsIsABrokenPromise() {
    assertThatIllegalArgumentException().isThrownBy(() -> new FlowTable().had(1, 1L << 47, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new FlowTable().had(1, ~0L << 48, 1, 1));
  }

  @Test
  void theItemItKeepsFallsIntoOneHalfForAllWhoTakeTheReply() {
    var table = new FlowTable();
    var draw = new Draw(6);
    int nominating = 0;
    for (int key = 1; key <= 10_000; key++) {
      table.had(key, 1, draw.nextLong(), 1);
      nominating += Shard.nominates(table.item(table.find(key))) ? 1 : 0;
    }
    assertThat(nominating).isBetween(4_800, 5_200);
  }

  @Test
  void anEntryTakesTwentyToTwentySixBytesWhateverComesAndGoes() {
    var draw = new Draw(2);
    var table = new HolderTable();
    for (int day = 0; day < 40; day++) {
      table.forget(day - 7, true);
      int n = 500 + draw.nextInt(500);
      for (int i = 0; i < n; i++) {
        table.insert(draw.nextLong(), 1, 1, day);
      }
      assertThat(16.0 * table.capacity() / table.size()).isBetween(19.9, 26.0);
    }
  }
}
