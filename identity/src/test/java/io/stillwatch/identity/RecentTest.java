// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import static io.stillwatch.identity.Door.DAY;
import static io.stillwatch.identity.Door.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentTest {
  @TempDir Path folder;

  /// The plain twin walks through everything that is remembered.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void countsAgreeWithWalkingThroughAll(long seed) {
    var chance = new SplittableRandom(seed);
    var recent = new Recent(500);
    for (int i = 0; i < 3_000; i++) {
      long at = START + i * DAY / 50 - chance.nextLong(2 * DAY);
      recent.add(trace("a" + chance.nextInt(2_000), at, chance));
      if (chance.nextInt(10) == 0) {
        recent.forget("a" + chance.nextInt(2_000));
      }
      assertThat(recent.size()).isLessThanOrEqualTo(500);
      compare(recent, chance);
    }
  }

  private static void compare(Recent recent, SplittableRandom chance) {
    var mark = new Mark(Trait.PAYMENT, chance.nextInt(6));
    long own = chance.nextInt(120);
    long from = START + chance.nextLong(60 * DAY);
    long until = from + chance.nextLong(20 * DAY);
    List<Trace> in =
        recent.all().stream()
            .filter(t -> t.at() > from && t.at() <= until)
            .filter(t -> t.touches().getFirst().part().equals(mark))
            .toList();
    long single = in.stream().filter(t -> t.org() == Trace.ITSELF).count();
    long orgs =
        in.stream()
            .map(Trace::org)
            .filter(org -> org != Trace.ITSELF && org != own)
            .distinct()
            .count();
    Track track = recent.track(mark);
    assertThat(track.customers(own, from, until)).isEqualTo((int) (single + orgs));
    assertThat(track.mates(own, from, until))
        .isEqualTo(own == Trace.ITSELF ? 0 : (int) in.stream().filter(t -> t.org() == own).count());
    assertThat(track.others(own, from, until, 1_000)).hasSize((int) (single + orgs));
  }

  private static Trace trace(String account, long at, SplittableRandom chance) {
    var touch =
        new Trace.Touch(new Mark(Trait.PAYMENT, chance.nextInt(6)), new Mark(Trait.PAYMENT, 99));
    long org = chance.nextBoolean() ? Trace.ITSELF : chance.nextInt(120);
    return new Trace(at, account, org, List.of(touch));
  }

  @Test
  void aRestartLosesNothing() throws IOException {
    var door = new Door(folder);
    door.past(START, 30, 30);
    var again = restart(door, 100_000);
    assertThat(saved(again)).isEqualTo(saved(door.screening));
    Visitor next = door.person(START + 30 * DAY).payment("card-17");
    assertThat(again.screen(next.applicant(), next.at())).isEqualTo(door.screen(next));
  }

  @Test
  void aSmallerMemoryKeepsTheNewest() throws IOException {
    var door = new Door(folder);
    door.past(START, 30, 30);
    var small = new RecentWire(Door.KEY, 160).read(in(saved(door.screening)));
    assertThat(small.size()).isBetween(150, 160);
    assertThat(small.horizon()).isGreaterThan(START + 24 * DAY);
  }

  @Test
  void aMemoryUnderAnotherKeyIsRefused() throws IOException {
    byte[] bytes = saved(new Door(folder).screening);
    var other = new RecentWire(IdentityKey.of(new byte[16]), 100);
    assertThatThrownBy(() -> other.read(in(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another identity key");
  }

  @Test
  void aMemoryThatIsCutOrGarbledIsAnErrorAndNothingElse() throws IOException {
    var door = new Door(folder);
    door.past(START, 2, 10);
    byte[] bytes = saved(door.screening);
    var wire = new RecentWire(Door.KEY, 100);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> wire.read(in(cut))).isInstanceOf(IOException.class);
    }
  }

  @Test
  void lateSignupsAreCountedAtTheirOwnTime() throws IOException {
    var inOrder = new Door(folder);
    inOrder.past(START, 36, 20);
    List<Visitor> farm = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      farm.add(inOrder.person(START + 30 * DAY + i).payment("card-x"));
    }
    var shuffled = new ArrayList<>(farm);
    Collections.shuffle(shuffled, new Random(7));
    byte[] before = saved(inOrder.screening);

    farm.forEach(v -> inOrder.screening.screen(v.applicant(), START + 36 * DAY));
    var late =
        new Screening(
            ScreeningSettings.STANDARD, Door.KEY, inOrder.lists, Notices.NONE, read(before));
    shuffled.forEach(v -> late.screen(v.applicant(), START + 36 * DAY));

    assertThat(saved(late)).isEqualTo(saved(inOrder.screening));
    Visitor last = inOrder.person(START + 30 * DAY + 20).payment("card-x");
    assertThat(late.screen(last.applicant(), START + 36 * DAY).reasons())
        .anyMatch(reason -> reason.says().startsWith("pays with a token that 20 others"));
  }

  @Test
  void aSignupFromTheFutureIsCountedNow() throws IOException {
    var door = new Door(folder);
    door.past(START, 5, 10);
    Visitor early = door.person(START + 50_000 * DAY);
    Screened screened = door.screening.screen(early.applicant(), START + 5 * DAY);
    assertThat(screened.at()).isEqualTo(START + 5 * DAY);
    assertThat(read(saved(door.screening)).size()).as("nothing was aged out").isEqualTo(51);
  }

  @Test
  void aSignupFromBeforeTheHorizonIsScreenedAndNotRemembered() throws IOException {
    var door = new Door(folder);
    door.past(START, 80, 10);
    int size = read(saved(door.screening)).size();
    Visitor old = door.person(START).payment("card-old");
    assertThat(door.screening.screen(old.applicant(), START + 80 * DAY).tier()).isEqualTo("paid");
    assertThat(read(saved(door.screening)).size()).isEqualTo(size).isLessThan(400);
  }

  @Test
  void aSignupThatComesTwiceIsRememberedOnce() throws IOException {
    var door = new Door(folder);
    door.past(START, 36, 20);
    Visitor once = door.person(START + 36 * DAY).payment("card-x");
    Screened first = door.screen(once);
    for (int i = 0; i < 30; i++) {
      assertThat(door.screen(once)).isEqualTo(first);
    }
    door.screening.forget(once.account());
    Screened other = door.screen(door.person(START + 36 * DAY).payment("card-x"));
    assertThat(other.links()).as("of who was forgotten").isEmpty();
  }

  @Test
  void moreOrganisationsThanAreWalkedThroughCountSinglyAndAreForgottenWhole() {
    var track = new Track();
    List<Trace> all = new ArrayList<>();
    for (int i = 0; i < 3 * 6_000; i++) {
      all.add(new Trace(START + i, "a" + i, 1 + i % 6_000, List.of()));
    }
    all.forEach(track::add);
    assertThat(track.customers(Trace.ITSELF, 0, Long.MAX_VALUE)).isEqualTo(5_000 + 3 * 1_000);
    assertThat(track.mates(1, 0, Long.MAX_VALUE)).isEqualTo(3);
    all.forEach(track::remove);
    assertThat(track.isEmpty()).isTrue();
  }

  @Test
  void aFloodOfTokensLeavesTheMemoryAtItsBound() throws IOException {
    Recent recent = new Recent(1_000);
    var flood =
        new Screening(ScreeningSettings.STANDARD, Door.KEY, Lists.none(), Notices.NONE, recent);
    for (int i = 0; i < 20_000; i++) {
      flood.screen(new Visitor("f" + i, START + i).device("d" + i).applicant(), START + i);
    }
    assertThat(recent.size()).isBetween(900, 1_000);
    assertThat(recent.marks()).isBetween(900, 1_001);
  }

  private static Screening restart(Door door, int most) throws IOException {
    Recent recent = new RecentWire(Door.KEY, most).read(in(saved(door.screening)));
    return new Screening(ScreeningSettings.STANDARD, Door.KEY, door.lists, Notices.NONE, recent);
  }

  private static Recent read(byte[] bytes) throws IOException {
    return new RecentWire(Door.KEY, 100_000).read(in(bytes));
  }

  private static byte[] saved(Screening screening) throws IOException {
    var bytes = new ByteArrayOutputStream();
    screening.save(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
