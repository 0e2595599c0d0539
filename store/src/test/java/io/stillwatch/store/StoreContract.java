// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

// Long because it is all that a database must do, and every database has to do all of it.

import static io.stillwatch.store.Cases.account;
import static io.stillwatch.store.Cases.campaign;
import static io.stillwatch.store.Cases.decision;
import static io.stillwatch.store.Cases.proposal;
import static io.stillwatch.store.Cases.protection;
import static io.stillwatch.store.Cases.review;
import static io.stillwatch.store.Cases.undo;
import static io.stillwatch.store.Cases.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Remedy;
import io.stillwatch.model.Undo;
import io.stillwatch.respond.Account;
import io.stillwatch.respond.Approval;
import io.stillwatch.respond.Outcome;
import io.stillwatch.respond.Proposal;
import io.stillwatch.store.Appearance.Version;
import io.stillwatch.store.Asked.Closing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.OptionalAssert;
import org.assertj.core.api.OptionalLongAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every database must do for us.
abstract class StoreContract {
  static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));

  StoreConfig config;
  Store store;

  /// An empty place of its own.
  abstract StoreConfig place() throws Exception;

  @BeforeEach
  void open() throws Exception {
    config = place();
    store = Store.open(config, NOON);
  }

  @AfterEach
  void close() {
    store.close();
  }

  <T> ListAssert<T> listed(Function<View, List<T>> question) {
    return assertThat((List<? extends T>) store.read(question));
  }

  <T> OptionalAssert<T> found(Function<View, Optional<T>> question) {
    Optional<T> found = store.read(question);
    return assertThat(found);
  }

  OptionalLongAssert number(Function<View, OptionalLong> question) {
    OptionalLong number = store.read(question);
    return assertThat(number);
  }

  void reopen() {
    store.close();
    store = Store.open(config, NOON);
  }

  @Test
  void whatEndedLongAgoIsLeftOutUnlessItIsAskedForByAccount() {
    Remedy slow = new Remedy.Slow(0.25);
    store.change(
        "the ladder",
        change -> {
          change.decide(decision("d1", "a", slow, 10, 100));
          change.decide(decision("d2", "b", slow, 10, 100));
          change.decide(decision("d3", "c", slow, 10, 900));
          change.decide(decision("d4", "d", slow, 20, 900));
          change.undo(undo("d4", 90, "wrong"));
          change.decide(decision("d5", "a", slow, 20, 40));
          change.know(account("a"));
          change.know(account("b"));
        });
    listed(view -> view.endedAfter(100, 40, List.of()))
        .extracting(Decision::id)
        .containsExactly("d3");
    listed(view -> view.endedAfter(100, 40, List.of("a", "d", "x")))
        .extracting(Decision::id)
        .containsExactly("d1", "d3", "d4");
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 1_100; i++) {
      many.add("m" + i);
    }
    many.add("b");
    listed(view -> view.endedAfter(100, 40, many))
        .extracting(Decision::id)
        .containsExactly("d2", "d3");
    listed(view -> view.accountsOf(many)).containsExactly(account("b"));
  }

  @Test
  void aRefusalIsToldFromAnAbsence() {
    var twins = List.of(campaign("c", 7, "a"), campaign("c", 8, "b"));
    assertThatThrownBy(() -> store.change("ada", change -> change.judge(5, twins, List.of())))
        .isInstanceOfSatisfying(StoreFailed.class, e -> assertThat(e.lasts()).isTrue());
  }

  @Test
  void decisionsOfEveryKindAreThereAfterARestart() {
    List<Decision> all = new ArrayList<>();
    for (Remedy remedy : Cases.remedies()) {
      all.add(decision("d" + all.size(), "acct-" + all.size() % 2, remedy, 10, 1_000));
    }
    store.change("the ladder", change -> all.forEach(change::decide));
    reopen();

    listed(View::decisions).isEqualTo(all);
    found(view -> view.decision("d3")).hasValue(all.get(3));
    found(view -> view.decision("d99")).isEmpty();
    listed(view -> view.decisionsOf("acct-1")).containsExactly(all.get(1), all.get(3), all.get(5));
  }

  @Test
  void decisionsThatLastAreFound() {
    Decision early = decision("early", "a", new Remedy.Watch(), 10, 100);
    Decision late = decision("late", "b", new Remedy.Watch(), 10, 200);
    Decision undone = decision("undone", "c", new Remedy.Watch(), 10, 200);
    store.change(
        "the ladder",
        change -> {
          List.of(early, late, undone).forEach(change::decide);
          change.undo(undo("undone", 60, "withdrawn"));
        });

    for (long now : List.of(0L, 59L, 60L, 99L, 100L, 199L, 200L)) {
      List<Decision> lasting =
          store.read(View::decisions).stream().filter(d -> d.lasts(now)).toList();
      listed(view -> view.lasting(now)).as("at %d", now).isEqualTo(lasting);
    }
    assertThat(store.read(view -> view.decision("undone")).orElseThrow().undone())
        .hasValue(undo("undone", 60, "withdrawn"));
  }

  @Test
  void decisionsComePageByPageTheNewestFirst() {
    store.change(
        "the ladder",
        change -> {
          for (int i = 0; i < 25; i++) {
            change.decide(decision("d" + i, "a"));
          }
        });

    List<String> ids = new ArrayList<>();
    OptionalLong next = OptionalLong.of(Long.MAX_VALUE);
    int pages = 0;
    while (next.isPresent()) {
      long before = next.getAsLong();
      Page<Decision> page = store.read(view -> view.decisions(before, 10));
      page.items().forEach(one -> ids.add(one.id()));
      next = page.next();
      pages++;
    }
    assertThat(pages).isEqualTo(3);
    assertThat(ids).hasSize(25).doesNotHaveDuplicates().startsWith("d24").endsWith("d0");
  }

  @Test
  void aRoundPlayedTwiceChangesNothing() {
    Outcome outcome = outcome();
    store.change("the ladder", change -> change.play(outcome, 20));
    List<Decision> decided = store.read(View::decisions);
    Checkpoint head = store.audit().head();

    store.change("the ladder", change -> change.play(outcome, 20));

    listed(View::decisions).isEqualTo(decided);
    assertThat(store.audit().head()).isEqualTo(head);
    assertThat(head.seq()).isEqualTo(4);
  }

  private static Outcome outcome() {
    return new Outcome(
        List.of(decision("d1", "a"), decision("d2", "b")),
        List.of(),
        List.of(undo("d1", 20, "replaced")),
        List.of(proposal("p1", decision("d3", "a"), decision("d4", "b"))),
        List.of());
  }

  @Test
  void aRoundThatFailsChangesNothing() {
    store.change("the ladder", change -> change.decide(decision("d0", "a")));
    Checkpoint head = store.audit().head();

    assertThatThrownBy(
            () ->
                store.change(
                    "the ladder",
                    change -> {
                      change.play(outcome(), 20);
                      change.progress("round", 20);
                      assertThat(change.view().decisions()).hasSize(3);
                      throw new IllegalStateException("the power went");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the power went");

    listed(View::decisions).containsExactly(decision("d0", "a"));
    listed(View::proposals).isEmpty();
    number(view -> view.progress("round")).isEmpty();
    assertThat(store.audit().head()).isEqualTo(head);
    assertThat(store.audit().verify(Optional.of(head))).isEqualTo(new Verification.Whole(head));
  }

  @Test
  void whatIsNotKeptCannotBeUndoneOrReviewed() {
    assertThatThrownBy(() -> store.change("ada", change -> change.undo(undo("d9", 1, "no"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no decision d9");
    assertThatThrownBy(() -> store.change("ada", change -> change.review(review("d9", "a"))))
        .hasMessage("there is no decision d9");
    assertThatThrownBy(() -> store.change("", change -> change.progress("x", 1)))
        .hasMessageContaining("somebody");
  }

  @Test
  void peoplesWordsAreKept() {
    store.change(
        "ada",
        change -> {
          change.decide(decision("d1", "a"));
          change.protect(protection("a", 10, 100));
          change.protect(protection("b", 10, 200));
          change.review(review("d1", "a"));
          change.know(account("a"));
          change.know(account("b"));
        });
    store.change("ada", change -> change.know(Account.unknown("b")));
    reopen();

    listed(View::protections).containsExactly(protection("a", 10, 100), protection("b", 10, 200));
    listed(view -> view.protections(150)).containsExactly(protection("b", 10, 200));
    listed(View::reviews).containsExactly(review("d1", "a"));
    listed(View::accounts).containsExactly(account("a"), Account.unknown("b"));
    found(view -> view.account("a")).hasValue(account("a"));
    found(view -> view.account("c")).isEmpty();
  }

  @Test
  void aProposalGathersApprovalsUntilItIsClosed() {
    Proposal proposal = proposal("p1", decision("d1", "a"), decision("d2", "b"));
    var ada = new Approval(List.of("ada"), "I looked.", 30);
    var bob = new Approval(List.of("bob"), "So did I.", 31);
    store.change("the ladder", change -> change.propose(proposal, 20));
    store.change("ada", change -> change.approve("p1", ada));
    store.change("the ladder", change -> change.propose(proposal, 25));
    store.change("bob", change -> change.approve("p1", bob));
    store.change("bob", change -> change.approve("p1", bob));

    listed(View::openProposals)
        .containsExactly(new Asked(proposal, 20, List.of(ada, bob), Optional.empty()));

    store.change("bob", change -> change.close("p1", 31, "allowed"));
    reopen();

    listed(View::openProposals).isEmpty();
    assertThat(store.read(view -> view.proposal("p1")).orElseThrow().closing())
        .hasValue(new Closing(31, "bob", "allowed"));
    assertThatThrownBy(() -> store.change("eve", change -> change.approve("p1", ada)))
        .hasMessage("proposal p1 is closed");
    assertThatThrownBy(() -> store.change("eve", change -> change.approve("p2", ada)))
        .hasMessage("there is no proposal p2");

    store.change("the ladder", change -> change.propose(proposal, 40));
    listed(View::proposals).containsExactly(new Asked(proposal, 40, List.of(), Optional.empty()));
  }

  @Test
  void aJudgementReplacesTheOneBeforeAndIsRemembered() {
    var first = campaign("sw-1", 8.5, "a", "b");
    var grown = campaign("sw-1", 9.5, "a", "b", "c");
    var other = campaign("sw-2", 6, "x", "y");
    store.change("detection", c -> c.judge(100, List.of(first, other), List.of()));
    store.change("detection", c -> c.judge(200, List.of(first), List.of(withdrawn("x"))));
    store.change("detection", c -> c.judge(300, List.of(grown), List.of(withdrawn("y"))));
    reopen();

    listed(View::campaigns).containsExactly(grown);
    found(view -> view.campaign("sw-1")).hasValue(grown);
    found(view -> view.campaign("sw-2")).isEmpty();
    listed(View::withdrawn).containsExactly(withdrawn("y"));
    found(view -> view.appearance("sw-1"))
        .hasValue(
            new Appearance(
                "sw-1", 100, 300, List.of(new Version(100, first), new Version(300, grown))));
    assertThat(store.read(view -> view.appearance("sw-2")).orElseThrow().lastSeen()).isEqualTo(100);
    found(view -> view.appearance("sw-3")).isEmpty();

    store.change("upkeep", change -> change.forgetVersions(301));
    assertThat(store.read(view -> view.appearance("sw-1")).orElseThrow().versions())
        .containsExactly(new Version(300, grown));
    assertThat(store.read(view -> view.appearance("sw-2")).orElseThrow().versions()).hasSize(1);
  }

  @Test
  void signupsAndProgressAreKept() {
    var signup =
        new Screened("a", 5, "unverified", List.of("mail for a day"), "{\"mail\":\"x.example\"}");
    store.change("screening", change -> change.screened(signup));
    store.change("the ladder", change -> change.progress("round", 7));
    store.change("the ladder", change -> change.progress("round", 8));
    reopen();

    found(view -> view.signup("a")).hasValue(signup);
    found(view -> view.signup("b")).isEmpty();
    number(view -> view.progress("round")).hasValue(8);
    number(view -> view.progress("other")).isEmpty();
  }

  @Test
  void aLookIsConsistentWhileOthersWrite() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> writing =
          threads.submit(
              () -> {
                for (int i = 1; i <= 50; i++) {
                  long now = i;
                  store.change(
                      "writer",
                      change -> {
                        change.progress("left", now);
                        change.progress("right", now);
                      });
                }
              });
      while (!writing.isDone()) {
        store.read(
            view -> {
              assertThat(view.progress("left")).isEqualTo(view.progress("right"));
              return true;
            });
      }
      writing.get();
    }
    number(view -> view.progress("right")).hasValue(50);
  }

  @Test
  void anUndoMayBeReplacedByALaterOne() {
    var replaced = new Undo("d1", 50, "the ladder", "replaced by suspend", "d2");
    store.change("the ladder", change -> change.decide(decision("d1", "a")));
    store.change("the ladder", change -> change.undo(replaced));
    store.change("ada", change -> change.undo(undo("d1", 30, "cleared")));

    assertThat(store.read(view -> view.decision("d1")).orElseThrow().undone())
        .hasValue(undo("d1", 30, "cleared"));
    listed(view -> view.lasting(40)).isEmpty();
  }

  @Test
  void textsGoWithTheKeyOfTheirDay() {
    Texts texts = store.texts();
    assertThat(texts.newestDay()).isEmpty();
    assertThat(texts.key(7, "first")).isEqualTo("first");
    assertThat(texts.key(7, "second")).isEqualTo("first");
    texts.key(8, "other");
    Sealed old = new Sealed("r-1", "acct-1", 7, "sealed");
    texts.keep(List.of(old, new Sealed("r-2", "acct-1", 8, "sealed")));
    texts.keep(List.of(new Sealed("r-1", "acct-2", 8, "again")));
    assertThat(texts.find("r-1")).hasValue(old);
    assertThat(texts.newestDay()).hasValue(8L);

    assertThat(texts.forget(8)).isEqualTo(1);
    assertThat(texts.key(7)).isEmpty();
    assertThat(texts.find("r-1")).isEmpty();
    assertThat(texts.find("r-2")).isPresent();
  }

  @Test
  void whatPeersAreToKnowStandsUntilItIsTakenBackAndLeavesOnce() {
    var first = new Telling("t-1", "sw-1", 1, false, false, "{}");
    var other = new Telling("t-2", "sw-2", 1, false, false, "{}");
    store.change("ada", change -> change.tell(first, "tell", Map.of("why", "because")));
    store.change("ada", change -> change.tell(other, "tell", Map.of()));
    List<Telling> unsent = store.read(view -> view.unsentTellings(10));
    assertThat(unsent).containsExactly(first, other);

    Telling back = first.next(true, "{\"why\":\"wrong\"}");
    store.change("detection", change -> change.tell(back, "take-back", Map.of()));
    store.change("sending", change -> change.sent(first)); // an older version left meanwhile
    store.change("sending", change -> change.sent(other));
    List<Telling> left = store.read(view -> view.unsentTellings(10));
    List<Telling> standing = store.read(View::standingTellings);
    List<Telling> about = store.read(view -> view.tellingsOf("sw-1"));
    Optional<Telling> known = store.read(view -> view.telling("t-1"));
    List<Telling> newest = store.read(view -> view.tellings(1));
    assertThat(left).containsExactly(back);
    assertThat(standing).extracting(Telling::id).containsExactly("t-2");
    assertThat(about).containsExactly(back);
    assertThat(known).contains(back);
    assertThat(newest).extracting(Telling::id).containsExactly("t-2");
    assertThat(store.audit().head().seq()).isEqualTo(3);
  }

  @Test
  void whatAPeerMeasuredIsKeptAsItLastSaidSo() {
    var first = new Suspicion("grouping-1", 1, false, "{}");
    store.change(
        "sharing",
        change -> {
          change.suspect(first);
          change.peerNumber("grouping-1", "beta", 5, 1.5);
          change.peerNumber("grouping-1", "gamma", 5, 0.5);
          change.peerNumber("grouping-1", "beta", 7, 2.5);
          change.peerNumber("grouping-1", "gamma", 4, 9);
          change.peerNumber("grouping-2", "gamma", 4, 9);
          change.forgetPeerNumbers(6);
          change.suspect(new Suspicion("grouping-1", 1, true, "{\"looks\":[]}"));
        });
    Map<String, Double> numbers = store.read(view -> view.peerNumbers("grouping-1"));
    Map<String, Double> none = store.read(view -> view.peerNumbers("grouping-2"));
    List<Suspicion> all = store.read(View::suspicions);
    assertThat(numbers).isEqualTo(Map.of("beta", 2.5, "gamma", 0.5));
    assertThat(none).isEmpty();
    assertThat(all).containsExactly(new Suspicion("grouping-1", 1, true, "{\"looks\":[]}"));
  }
}
