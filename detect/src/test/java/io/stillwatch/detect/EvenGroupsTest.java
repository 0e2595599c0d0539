// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.runtime.Engine;
import io.stillwatch.stats.Draw;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Groups whose work is as evenly split as work can be, among strangers: one is dealt a list, the
/// others have a plain reason (docs/adr/0008-an-even-split-needs-no-plain-reason.md). All share a
/// scaffold, a client and the day they signed up, and pass nothing to each other.
class EvenGroupsTest {
  private static final int DAYS = 9;
  private static final int MEMBERS = 60;
  private static final int EACH_DAY = 6;

  /// Pieces a member might do in a day.
  private static final int MOST = 60;

  private static final long NOT_TODAY = -1;

  /// When a member does its k-th piece of work of a day, in ms of that day.
  private interface Clock {
    long at(Draw draw, int member, int day, int k);
  }

  private static List<Campaign> found(long seed, String mail, String plan, Clock clock) {
    var draw = new Draw(seed);
    var town = new Town(draw, DAYS).strangers(300);
    String scaffold = "Solve it step by step. Answer in <answer> tags. " + Said.words(draw, 20);
    for (int i = 0; i < MEMBERS; i++) {
      String account = "even-" + i;
      town.signUp(account, mail.isEmpty() ? "mail-" + i % 6 + ".example" : mail, plan);
      for (int day = 0; day < DAYS; day++) {
        for (int k = 0; k < MOST; k++) {
          long at = clock.at(draw, i, day, k);
          if (at != NOT_TODAY) {
            town.add(
                Said.by(account, town.start() + day * Town.DAY + at)
                    .with("even/1")
                    .system(scaffold)
                    .user(Said.words(draw, 40))
                    .reply(Said.words(draw, 60))
                    .exchange());
          }
        }
      }
    }
    var out = new ArrayList<Finding>();
    var config = DetectConfig.standard();
    List<Message> in = town.observations(config);
    try (var engine =
        new Engine<Message, Finding>(Detection.pipeline(config), 2, 20_000, Engine.Mode.FAST)) {
      engine.run(in.iterator(), out::add);
    }
    long newest = out.getLast().at();
    return Town.named(out).stream()
        .filter(f -> f.at() == newest)
        .map(Finding.Named::campaign)
        .filter(c -> c.members().stream().anyMatch(m -> m.account().startsWith("even-")))
        .toList();
  }

  /// A piece of a list dealt to anybody at any time: each is this member's with the same small
  /// chance.
  private static long dealt(Draw draw) {
    return draw.nextInt(MOST / EACH_DAY) == 0 ? anyTime(draw) : NOT_TODAY;
  }

  private static Clock quota(Clock clock) {
    return (draw, member, day, k) -> k < EACH_DAY ? clock.at(draw, member, day, k) : NOT_TODAY;
  }

  private static long anyTime(Draw draw) {
    return draw.nextInt((int) Town.DAY);
  }

  private static long hour(int hour, Draw draw) {
    return hour * 3_600_000L + draw.nextInt(3_600_000);
  }

  @Test
  void aListDealtOutAroundTheClockIsACampaign() {
    List<Campaign> found = found(1, "", "pro", (draw, member, day, k) -> dealt(draw));
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().verdict())
        .as("%s", found.getFirst().overturn())
        .isEqualTo(Verdict.CAMPAIGN);
    assertThat(found.getFirst().members()).hasSizeGreaterThan(MEMBERS * 9 / 10);
  }

  @Test
  void theSameUnderOneDomainIsWatched() {
    watched(
        found(2, "course.example", "pro", (draw, member, day, k) -> dealt(draw)), "mail domain");
  }

  @Test
  void agentsThatRunAtAnHourOfTheirOwnAreWatched() {
    watched(
        found(3, "", "pro", quota((draw, member, day, k) -> hour(member * 7 % 24, draw))),
        "hours of their own");
  }

  @Test
  void workBeforeADeadlineIsWatched() {
    watched(found(4, "", "pro", quota((draw, member, day, k) -> hour(20 + k % 2, draw))), "bursts");
  }

  @Test
  void aDailyQuotaIsWatched() {
    watched(found(6, "", "pro", quota((draw, member, day, k) -> anyTime(draw))), "the same amount");
  }

  /// Everybody does as much as the others in the end, and on days that suit them.
  @Test
  void whoHasDaysOfTheirOwnIsWatched() {
    Clock own = (draw, member, day, k) -> (member + day) % 3 == 0 ? NOT_TODAY : dealt(draw);
    watched(found(7, "", "pro", own), "in its own way");
  }

  /// The town begins on a Friday.
  @Test
  void workThatRestsAtWeekendsIsWatched() {
    Clock weekdays =
        (draw, member, day, k) -> day % 7 == 1 || day % 7 == 2 ? NOT_TODAY : dealt(draw);
    watched(found(5, "", "pro", weekdays), "weekends");
  }

  /// Nobody of their plan ever has more exchanges a day than they all have on every day.
  @Test
  void whatTheCapOfAPlanMakesEvenIsNotFoundAtAll() {
    assertThat(found(1, "", "capped", quota((draw, member, day, k) -> anyTime(draw)))).isEmpty();
  }

  private static void watched(List<Campaign> found, String reason) {
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().verdict()).isEqualTo(Verdict.WATCH);
    assertThat(found.getFirst().overturn().getFirst()).contains("plain explanation", reason);
  }
}
