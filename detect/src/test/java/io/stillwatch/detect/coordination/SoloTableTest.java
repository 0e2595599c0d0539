// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Seeds;
import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.accounts.Touch;
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

class SoloTableTest {
  /// What the plain twin keeps of one artefact.
  private record Had(long principal, int nominating, int testing, int day, Kind kind) {
    Had used(boolean nominates, int now) {
      return new Had(
          principal, nominating + (nominates ? 1 : 0), testing + (nominates ? 0 : 1), now, kind);
    }
  }

  private static long key(int k) {
    return k % 2 == 0 ? (long) k << 40 | 9 : Mix.mix64(k);
  }

  @Test
  void itAgreesWithAPlainMapOnAnyOperations() {
    Seeds.each(
        40,
        draw -> {
          int keys = 1 + draw.nextInt(300);
          var table = new SoloTable();
          var plain = new HashMap<Long, Had>();
          int day = draw.nextInt(60_000) - 20_000;
          for (int i = 0; i < 1_500; i++) {
            day += draw.nextInt(50) == 0 ? 1 : 0;
            step(table, plain, draw, key(1 + draw.nextInt(keys)), day);
            if (draw.nextInt(100) == 0) {
              table = again(table);
            }
          }
          agree(table, plain, keys);
        });
  }

  private static void step(SoloTable table, Map<Long, Had> plain, Draw draw, long key, int day) {
    int slot = table.find(key);
    assertThat(slot >= 0).isEqualTo(plain.containsKey(key));
    int what = draw.nextInt(40);
    boolean nominates = draw.nextInt(2) == 0;
    if (what == 0) {
      table.forget(day - 3);
      plain.values().removeIf(h -> h.day < day - 3 && h.kind.role() != Kind.Role.IDENTITY);
    } else if (slot < 0) {
      long principal = Mix.mix64(draw.nextInt(4)) >> 16;
      Kind kind = Kind.at(draw.nextInt(Kind.values().length));
      table.insert(touch(kind, key, principal, nominates), day);
      plain.put(key, new Had(principal, 0, 0, day, kind).used(nominates, day));
    } else if (what < 8) {
      table.remove(slot);
      plain.remove(key);
    } else {
      table.add(slot, touch(Kind.HEAD, key, 0, nominates), day);
      plain.computeIfPresent(key, (k, had) -> had.used(nominates, day));
    }
    assertThat(table.size()).isEqualTo(plain.size());
  }

  private static Touch touch(Kind kind, long key, long principal, boolean nominates) {
    long item = 1;
    while (Shard.nominates(item) != nominates) {
      item++;
    }
    return new Touch(1, 1, kind, key, principal, item, 0);
  }

  private static void agree(SoloTable table, Map<Long, Had> plain, int keys) {
    for (int k = 1; k <= keys; k++) {
      int slot = table.find(key(k));
      Had had = plain.get(key(k));
      assertThat(slot >= 0).isEqualTo(had != null);
      if (had != null) {
        assertThat(table.principal(slot)).isEqualTo(had.principal);
        assertThat(table.uses(slot)).isEqualTo((long) had.nominating << 32 | had.testing);
      }
    }
  }

  private static SoloTable again(SoloTable table) throws IOException {
    var bytes = new ByteArrayOutputStream();
    table.write(new DataOutputStream(bytes));
    var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    SoloTable back = SoloTable.read(in);
    assertThat(in.available()).isZero();
    return back;
  }

  @Test
  void theAbsentHashIsNeverKept() {
    var table = new SoloTable();
    table.insert(touch(Kind.HEAD, 0, 1, true), 1);
    assertThat(table.find(0)).isEqualTo(-1);
  }

  @Test
  void traitsOfAnAccountAreNeverForgotten() {
    var table = new SoloTable();
    table.insert(touch(Kind.PAYMENT, 5, 1, true), 0);
    table.insert(touch(Kind.HEAD, 6, 1, true), 0);
    table.forget(1_000);
    assertThat(table.find(5)).isNotNegative();
    assertThat(table.find(6)).isNegative();
  }

  @Test
  void countsStopAtTheirEndAndDoNotRunIntoTheOtherHalf() {
    var table = new SoloTable();
    Touch nominates = touch(Kind.HEAD, 6, 1, true);
    Touch tests = touch(Kind.HEAD, 6, 1, false);
    table.insert(nominates, 0);
    table.add(table.find(6), tests, 0);
    for (int i = 0; i < 70_000; i++) {
      table.add(table.find(6), nominates, 0);
    }
    assertThat(table.uses(table.find(6))).isEqualTo(65_535L << 32 | 1);
    for (int i = 0; i < 70_000; i++) {
      table.add(table.find(6), tests, 0);
    }
    assertThat(table.uses(table.find(6))).isEqualTo(65_535L << 32 | 65_535);
  }
}
