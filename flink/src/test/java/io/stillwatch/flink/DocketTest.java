// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Feature;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Grounds;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Remedy;
import io.stillwatch.model.Snapshot;
import io.stillwatch.model.Term;
import io.stillwatch.model.Undo;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.pipeline.Wire;
import io.stillwatch.respond.Account;
import io.stillwatch.respond.Protection;
import io.stillwatch.respond.Review;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What the ladder remembers, and what it writes of it.
class DocketTest {
  private static final long DAY = 86_400_000;
  private static final Protection SHIELD =
      new Protection("acct 1", Protection.Kind.UNDER_REVIEW, "Ada", "appeal", 1, 20);
  private static final Review REVIEW =
      new Review("d-none", "rule", Review.Verdict.UPHELD, "Bo", "seen", 2);

  private static Decision decision(int n, Remedy remedy, Mode mode, Optional<Undo> undone) {
    return new Decision(
        "d-%020x".formatted(n),
        "acct " + n,
        remedy,
        new Grounds(
            "é".repeat(40_000),
            "rule",
            n == 0 ? List.of() : List.of("Ada", "Bo"),
            new Snapshot("sw-1", Verdict.CAMPAIGN, 9.5, Double.POSITIVE_INFINITY, 3, 17),
            new TreeMap<>(n == 0 ? Map.of() : Map.of("region", "x"))),
        new Term(n, n + 1, n + DAY),
        mode,
        undone);
  }

  private static List<Decision> ofEachKind() {
    return List.of(
        decision(0, new Remedy.Watch(), Mode.LIVE, Optional.empty()),
        decision(1, new Remedy.Slow(0.25), Mode.SHADOW, Optional.empty()),
        decision(2, new Remedy.Verify("https://example.org/ask"), Mode.LIVE, Optional.empty()),
        decision(
            3,
            new Remedy.Narrow(new TreeSet<>(List.of(Feature.LOGPROBS, Feature.REASONING))),
            Mode.LIVE,
            Optional.of(new Undo("d-%020x".formatted(3), 40, "the ladder", "why", "d-4"))),
        decision(4, new Remedy.Mark("spring"), Mode.LIVE, Optional.empty()),
        decision(5, new Remedy.Suspend(), Mode.LIVE, Optional.empty()),
        decision(6, new Remedy.Refuse(), Mode.LIVE, Optional.empty()));
  }

  private static Docket again(Docket docket) throws IOException {
    var bytes = new ByteArrayOutputStream();
    Docket.wire().write(docket, new DataOutputStream(bytes));
    var in = new ByteArrayInputStream(bytes.toByteArray());
    Docket read = Docket.wire().read(new DataInputStream(in));
    assertThat(in.available()).isZero();
    return read;
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    var docket = new Docket();
    docket.keep(ofEachKind(), 10);
    docket.add(new Finding.Withdrawn(11, 1, "acct 1", "sw-1", 5, 11));
    docket.close(11);
    docket.add(new Finding.Withdrawn(12, 1, "acct 2", "sw-1", 5, 12));
    docket.know(new Account("acct 3", "grown", new TreeMap<>(Map.of("programme", "education"))));
    docket.shield(SHIELD);
    docket.review(REVIEW, 12);

    Docket again = again(docket);

    assertThat(again.standing).isEqualTo(docket.standing).hasSize(1);
    var situation = again.close(12);
    assertThat(situation).isEqualTo(docket.close(12));
    assertThat(situation.decisions()).isEqualTo(ofEachKind());
    assertThat(situation.withdrawn()).containsExactly("acct 2");
    assertThat(situation.accounts()).containsKey("acct 3");
    assertThat(situation.protections()).containsExactly(SHIELD);
    assertThat(situation.reviews()).containsExactly(REVIEW);
  }

  /// Of a savepoint from before there were notices.
  @Test
  void whatTheFirstFormHeldIsStillRead() throws IOException {
    var docket = new Docket();
    docket.keep(ofEachKind(), 10);
    docket.add(new Finding.Withdrawn(11, 1, "acct 1", "sw-1", 5, 11));
    Wire<Docket> first = Docket.wire().earlier("docket/1").orElseThrow();
    var bytes = new ByteArrayOutputStream();
    first.write(docket, new DataOutputStream(bytes));

    Docket read = first.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

    assertThat(read.close(11)).isEqualTo(docket.close(11));
  }

  @Test
  void wordsEndAndWhatIsKnownIsBounded() {
    var docket = new Docket();
    docket.shield(SHIELD);
    docket.review(REVIEW, 12);
    assertThat(docket.close(19).protections()).hasSize(1);
    assertThat(docket.close(20).protections()).isEmpty();
    assertThat(docket.close(91 * DAY).reviews()).isEmpty();
    for (int i = 0; i <= Docket.ACCOUNTS; i++) {
      docket.know(Account.unknown("acct " + i));
    }
    assertThat(docket.accounts).hasSize(Docket.ACCOUNTS).doesNotContainKey("acct 100000");
  }

  @Test
  void aJudgementStandsUntilTheNext() {
    var docket = new Docket();
    docket.add(new Finding.Withdrawn(11, 1, "acct 1", "sw-1", 5, 11));
    assertThat(docket.close(11).withdrawn()).containsExactly("acct 1");
    assertThat(docket.close(12).withdrawn()).containsExactly("acct 1");
    docket.add(new Finding.Withdrawn(13, 1, "acct 2", "sw-1", 5, 13));
    assertThat(docket.close(13).withdrawn()).containsExactly("acct 2");
  }

  /// The term of a decision ends it, and so does its undo, whichever comes first.
  @Test
  void aDecisionIsForgottenNinetyDaysAfterItEnded() {
    var docket = new Docket();
    docket.keep(ofEachKind(), 40 + 90 * DAY);
    assertThat(docket.close(0).decisions()).hasSize(7);
    docket.keep(ofEachKind(), 41 + 90 * DAY);
    assertThat(docket.close(0).decisions()).hasSize(6).noneMatch(d -> d.undone().isPresent());
    docket.keep(ofEachKind(), 6 + 91 * DAY);
    assertThat(docket.close(0).decisions()).hasSize(1);
  }
}
