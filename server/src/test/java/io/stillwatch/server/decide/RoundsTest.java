// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Counts;
import io.stillwatch.model.Decision;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Grounds;
import io.stillwatch.model.Member;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Remedy;
import io.stillwatch.model.Snapshot;
import io.stillwatch.model.Term;
import io.stillwatch.model.Undo;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.Window;
import io.stillwatch.respond.DelayKey;
import io.stillwatch.respond.Ladder;
import io.stillwatch.respond.Policy;
import io.stillwatch.respond.Situation;
import io.stillwatch.store.Store;
import io.stillwatch.store.StoreConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RoundsTest {
  private static final long DAY = 86_400_000;
  private static final long START = 1_772_409_600_000L;

  /// Every rule of the standard policy at work.
  private static final Policy POLICY =
      Policy.parse(
          Policy.standardText().replaceAll("mode = \"(shadow|draft)\"", "mode = \"live\""));

  @TempDir Path folder;
  private final Ladder ladder =
      new Ladder(POLICY, DelayKey.of("sixteen bytes...".getBytes(StandardCharsets.UTF_8)));
  private Store store;
  private Rounds rounds;
  private long now = START;

  @BeforeEach
  void open() {
    store = Store.open(new StoreConfig.Embedded(folder), InstantSource.system());
    InstantSource time = () -> Instant.ofEpochMilli(now);
    var register = new Register(store, new Counter(POLICY, time), time);
    rounds = new Rounds(store, POLICY, ladder, register);
  }

  @AfterEach
  void close() {
    rounds.stop();
    store.close();
  }

  private static Campaign campaign(String id, double control, List<String> accounts) {
    List<Member> members =
        accounts.stream()
            .map(account -> new Member(account, 6.5, 0.9, new Counts(100, 2000, 9000), List.of()))
            .toList();
    return new Campaign(
        id,
        Verdict.CAMPAIGN,
        members,
        members.size(),
        new Window(START - DAY, START),
        new Counts(1000, 20_000, 90_000),
        control,
        9,
        5.5,
        START - 30 * DAY,
        0.9,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static List<Finding> findings(long at, Campaign... campaigns) {
    var all = new ArrayList<Finding>();
    for (Campaign campaign : campaigns) {
      all.add(new Finding.Named(at, campaign.id().hashCode(), campaign));
    }
    return all;
  }

  private static Decision decided(String id, String account, long at) {
    var grounds =
        new Grounds(
            "It was seen.",
            "watch-named",
            List.of(),
            new Snapshot("old", Verdict.CAMPAIGN, 9, 3, 4, at),
            Collections.emptySortedMap());
    return new Decision(
        id,
        account,
        new Remedy.Watch(),
        grounds,
        new Term(at, at, at + 7 * DAY),
        Mode.LIVE,
        Optional.empty());
  }

  private Situation situation() {
    return store.read(view -> rounds.situation(view, now));
  }

  @Test
  void whatEndedLongAgoIsNotReadHoweverMuchItIs() {
    store.change(
        "the ladder",
        change -> {
          for (int i = 0; i < 3_000; i++) {
            change.decide(decided("old-" + i, "a" + i % 900, START - 500 * DAY + i));
          }
          change.decide(decided("of-last-month", "named", START - 40 * DAY));
          change.decide(decided("of-two-years", "named", START - 700 * DAY));
          change.decide(decided("of-another", "not-named", START - 40 * DAY));
          change.decide(decided("of-last-week", "not-named", START - 7 * DAY - DAY / 2));
          change.decide(decided("lasting", "not-named", START - DAY));
          change.decide(decided("lifted", "not-named", START - 5 * DAY));
          change.undo(new Undo("lifted", START - 2 * DAY, "ada", "wrong", ""));
        });
    rounds.judged(now, findings(now, campaign("c", 8, List.of("named"))));
    assertThat(situation().decisions())
        .extracting(Decision::id)
        .filteredOn(id -> !id.startsWith("d"))
        .containsExactly("of-last-month", "of-last-week", "lasting");
  }

  /// Accounts come into findings and leave them, for most of a year.
  @Test
  void theLadderDecidesAsIfItWereToldEverything() {
    var random = new Random(5);
    int decided = 0;
    for (int round = 1; round <= 120; round++) {
      now = START + round * 2 * DAY + random.nextInt((int) DAY);
      var first = new TreeSet<String>();
      var second = new TreeSet<String>();
      for (int a = 0; a < 12; a++) {
        int luck = random.nextInt(10);
        if (luck < 6) {
          first.add("a" + a);
        } else if (luck < 8) {
          second.add("a" + a);
        }
      }
      Campaign[] both = {
        campaign("c-1", 16, List.copyOf(first)), campaign("c-2", 7, List.copyOf(second))
      };
      store.change("detection", change -> change.judge(now, List.of(both), List.of()));
      Situation told = situation();
      Situation all = told.with(store.read(view -> view.decisions()));
      assertThat(ladder.decide(told)).as("round %d", round).isEqualTo(ladder.decide(all));
      assertThat(told.decisions().size()).isLessThanOrEqualTo(all.decisions().size());
      decided += store.changing("detection", change -> rounds.play(change, now)).live().size();
    }
    assertThat(decided).isGreaterThan(100);
  }

  @Test
  @Timeout(90)
  void aJudgementThatTheDatabaseRefusesWaitsForSomebodyAndIsKeptThen() throws Exception {
    run("alter table campaigns rename to elsewhere");
    Thread detection =
        Thread.ofVirtual()
            .start(() -> rounds.judged(now, findings(now, campaign("c", 8, List.of("a")))));
    while (rounds.waits() != Rounds.Waits.FOR_SOMEBODY) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(rounds.failures()).isPositive();
    run("alter table elsewhere rename to campaigns");
    detection.join();
    assertThat(rounds.waits()).isEqualTo(Rounds.Waits.NOT);
    assertThat(situation().campaigns()).hasSize(1);
  }

  @Test
  @Timeout(90)
  void whoStopsDoesNotWaitForSomebody() throws Exception {
    run("alter table campaigns rename to elsewhere");
    Thread detection =
        Thread.ofVirtual()
            .uncaughtExceptionHandler((thread, stopped) -> {})
            .start(() -> rounds.judged(now, findings(now, campaign("c", 8, List.of("a")))));
    while (rounds.waits() == Rounds.Waits.NOT) {
      LockSupport.parkNanos(1_000_000);
    }
    rounds.stop();
    detection.join();
    run("alter table elsewhere rename to campaigns");
    assertThat(situation().campaigns()).isEmpty();
  }

  private void run(String sql) throws SQLException {
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("stillwatch.db"));
        var statement = other.createStatement()) {
      statement.execute("pragma busy_timeout = 10000");
      statement.execute(sql);
    }
  }
}
