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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HoldingTableTest {
  private static final long DAY = 86_400_000;

  /// What the plain twin keeps of one artefact.
  private static final class Plain {
    final Kind kind;
    final Set<Long> holders = new HashSet<>();
    final Map<Long, Long> fresh = new TreeMap<>();
    final Set<Long> items = new HashSet<>();
    long shared;
    int day;

    Plain(Kind kind) {
      this.kind = kind;
    }

    void used(Touch t, int today) {
      holders.add(t.principal());
      if (holders.size() > 1) {
        items.add(t.item());
        shared++;
      }
      fresh.merge(t.principal(), Shard.nominates(t.item()) ? 1L << 32 : 1L, Long::sum);
      day = today;
    }

    boolean forgotten(int before) {
      return day < before && kind.role() != Kind.Role.IDENTITY;
    }
  }

  private static String text(Holding h) {
    var uses = new TreeMap<Long, Long>();
    for (int i = 0; i < h.holders().size(); i++) {
      uses.put(h.holders().get(i), h.uses().get(i));
    }
    return h.artefact() + " " + h.kind() + " " + h.variety() + " " + h.manner().get(0) + " " + uses;
  }

  private static List<String> tell(HoldingTable table) {
    var told = new ArrayList<String>();
    table.tell(7, clue -> told.add(text((Holding) clue)));
    return told;
  }

  private static List<String> tell(Map<Long, Plain> plain) {
    var told = new ArrayList<String>();
    plain.forEach(
        (artefact, p) -> {
          if (p.holders.size() > 1 && !p.fresh.isEmpty()) {
            int variety = Math.min(Holding.VARIETY_MOST, p.items.size());
            told.add(artefact + " " + p.kind + " " + variety + " " + p.shared + " " + p.fresh);
            p.shared = 0;
            p.fresh.clear();
          }
        });
    return told;
  }

  @Test
  void itTellsWhatAPlainMapTells() {
    Seeds.each(
        30,
        draw -> {
          var table = new HoldingTable();
          var plain = new HashMap<Long, Plain>();
          int artefacts = 1 + draw.nextInt(200);
          for (int day = 0; day < 12; day++) {
            for (int i = 0; i < 150; i++) {
              Touch t = touch(draw, artefacts, day);
              table.used(t, day);
              plain.computeIfAbsent(t.artefact(), a -> new Plain(t.kind())).used(t, day);
            }
            if (draw.nextInt(3) == 0) {
              table = again(table);
            }
            assertThat(tell(table)).containsExactlyInAnyOrderElementsOf(tell(plain));
            assertThat(table.waiting()).isFalse();
            int before = day - 2;
            table.forget(before);
            plain.values().removeIf(p -> p.forgotten(before));
          }
        });
  }

  private static Touch touch(Draw draw, int artefacts, int day) {
    int a = 1 + draw.nextInt(artefacts);
    Kind kind = Kind.at(a % (Kind.CLIENT.ordinal() + 1));
    long principal = 1 + draw.nextInt(a % 3 == 0 ? 1 : 6);
    return new Touch(day * DAY, 0, kind, Mix.mix64(a), principal, draw.nextInt(8), draw.nextInt(4));
  }

  private static HoldingTable again(HoldingTable table) throws IOException {
    var bytes = new ByteArrayOutputStream();
    table.write(new DataOutputStream(bytes));
    var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    HoldingTable back = HoldingTable.read(in);
    assertThat(in.available()).isZero();
    return back;
  }

  @Test
  void aSingleHolderIsNotTold() {
    var table = new HoldingTable();
    for (int i = 0; i < 100; i++) {
      table.used(new Touch(1, i, Kind.HEAD, 77, 1, i, 0), 0);
    }
    assertThat(tell(table)).isEmpty();
  }

  @Test
  void theSecondHolderBringsTheCountsOfTheFirst() {
    var table = new HoldingTable();
    long nominates = item(true);
    long tests = item(false);
    table.used(new Touch(1, 0, Kind.HEAD, 77, 1, nominates, 0), 0);
    table.used(new Touch(1, 1, Kind.HEAD, 77, 1, tests, 0), 0);
    table.used(new Touch(1, 2, Kind.HEAD, 77, 1, tests, 0), 0);
    assertThat(tell(table)).isEmpty();
    table.used(new Touch(2, 3, Kind.HEAD, 77, 2, tests, 0), 1);
    assertThat(tell(table)).containsExactly("77 HEAD 1 1 {1=" + ((1L << 32) + 2) + ", 2=1}");
    assertThat(tell(table)).as("and only once").isEmpty();
  }

  private static long item(boolean nominates) {
    long item = 1;
    while (Shard.nominates(item) != nominates) {
      item++;
    }
    return item;
  }

  /// 300,000 uses by up to 100,000 principals.
  private static Holding popular(Kind kind, Draw draw, Map<Long, Long> plain) throws IOException {
    var table = new HoldingTable();
    for (int i = 0; i < 300_000; i++) {
      long principal = Mix.mix64(draw.nextInt(100_000)) >> 16;
      long item = draw.nextInt(1_000);
      table.used(new Touch(1, i, kind, 77, principal, item, 0), 0);
      plain.merge(principal, Shard.nominates(item) ? 1L << 32 : 1L, Long::sum);
    }
    var told = new ArrayList<Holding>();
    again(table).tell(7, clue -> told.add((Holding) clue));
    return told.getFirst();
  }

  @Test
  void beyondTheBoundHoldersAreSampledByTheirOwnHash() {
    Seeds.each(
        2,
        draw -> {
          for (Kind kind : List.of(Kind.HEAD, Kind.MAIL)) {
            var plain = new TreeMap<Long, Long>();
            Holding holding = popular(kind, draw, plain);
            assertThat(holding.level()).isPositive();
            assertThat(holding.holders().size()).isLessThanOrEqualTo(Holding.most(kind));
            assertThat((double) (holding.holders().size() << holding.level()))
                .isBetween(0.9 * plain.size(), 1.1 * plain.size());
            plain.keySet().removeIf(p -> !Shard.sampled(p, holding.level()));
            assertThat(text(holding)).startsWith("77 " + kind).endsWith(" " + plain);
          }
        });
  }

  @Test
  void aCampaignOfManyThousandsIsListedWhole() {
    var table = new HoldingTable();
    for (int i = 0; i < 24_000; i++) {
      table.used(new Touch(1, i, Kind.HEAD, 77, Mix.mix64(i) >> 16, i, 0), 0);
    }
    var told = new ArrayList<Holding>();
    table.tell(7, clue -> told.add((Holding) clue));
    assertThat(told.getFirst().holders().size()).isEqualTo(24_000);
    assertThat(told.getFirst().level()).isZero();
  }

  @Test
  void aSharedArtefactThatNobodyUsesIsForgottenAndATraitIsNot() {
    var table = new HoldingTable();
    for (long principal = 1; principal <= 2; principal++) {
      table.used(new Touch(1, principal, Kind.HEAD, 77, principal, 5, 0), 0);
      table.used(new Touch(1, principal, Kind.PAYMENT, 78, principal, 0, 0), 0);
    }
    assertThat(tell(table)).hasSize(2);
    table.forget(1);
    table.used(new Touch(2, 3, Kind.HEAD, 77, 3, 5, 0), 40);
    table.used(new Touch(2, 3, Kind.PAYMENT, 78, 3, 0, 0), 40);
    assertThat(tell(table)).hasSize(1).first().asString().startsWith("78 PAYMENT");
  }

  @Test
  void samplesAreNested() {
    var draw = new Draw(5);
    for (int i = 0; i < 20_000; i++) {
      long principal = draw.nextLong();
      for (int level = 1; level < 20; level++) {
        if (Shard.sampled(principal, level)) {
          assertThat(Shard.sampled(principal, level - 1)).isTrue();
        }
      }
    }
  }
}
