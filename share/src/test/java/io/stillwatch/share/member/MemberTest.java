// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.member;

import static io.stillwatch.share.events.Until.until;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.share.fixtures.Town;
import io.stillwatch.share.stix.Answer;
import io.stillwatch.share.stix.Bundle;
import io.stillwatch.share.stix.BundleReader;
import io.stillwatch.share.stix.Edition;
import io.stillwatch.share.stix.IdKey;
import io.stillwatch.share.stix.Lead;
import io.stillwatch.share.stix.Step;
import io.stillwatch.share.stix.Suspicion;
import io.stillwatch.share.stix.Token;
import io.stillwatch.share.stix.TokenKind;
import io.stillwatch.share.trust.Advice;
import io.stillwatch.share.trust.TrustPolicy;
import io.stillwatch.share.trust.WarningLists;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemberTest {
  private static final Instant NOW = Instant.parse("2026-06-10T12:00:00Z");

  @TempDir private Path folder = Path.of("");
  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private Optional<Town> open = Optional.empty();

  @BeforeEach
  void open() throws Exception {
    var caution =
        new MemberConfig.Caution(
            TrustPolicy.STANDARD.reaching(0.5),
            WarningLists.NONE,
            Optional.empty(),
            Duration.ofDays(90),
            1_000);
    open = Optional.of(new Town(folder, now::get, caution, "aurora", "borealis"));
    town().meet(Duration.ofDays(60), "aurora", "borealis");
  }

  private Town town() {
    return open.orElseThrow();
  }

  @AfterEach
  void close() throws Exception {
    town().close();
  }

  private Member aurora() {
    return town().member("aurora");
  }

  private Member borealis() {
    return town().member("borealis");
  }

  /// A group of accounts that share a card, told to everybody.
  private Bundle tell(Member member, String group, List<String> accounts) {
    Bundle bundle =
        Suspicion.of(
            group, member.tokens().shared(accounts), member.sender(), Edition.first(now.get()));
    member.publish(bundle, BundleReader.read(bundle.bytes()).leads());
    return bundle;
  }

  private Bundle auroraTellsOfACardThatBorealisKnows() {
    aurora().know("a-1", List.of(Town.card('1'), Town.mail("one@example.org")));
    aurora().know("a-2", List.of(Town.card('1'), Town.mail("two@example.org")));
    borealis().know("b-1", List.of(Town.card('1'), Town.mail("three@example.org")));
    borealis().know("b-2", List.of(Town.card('2')));
    aurora().tokenise();
    borealis().tokenise();
    return tell(aurora(), "a group", List.of("a-1", "a-2"));
  }

  @Test
  void anEventHasTheRecordReadAndTheLeadIsOnTheAccountThatHasTheCardAlone() {
    borealis().start();
    auroraTellsOfACardThatBorealisKnows();
    until(() -> !borealis().advised().isEmpty());
    assertThat(borealis().advised()).containsOnlyKeys("b-1");
    assertThat(borealis().advise("b-1").orElseThrow().because())
        .singleElement()
        .asString()
        .startsWith("aurora names its card-par");
    assertThat(aurora().advised()).as("nobody is advised by themselves").isEmpty();
  }

  @Test
  void whatIsRevokedSaysNothingAnyMore() {
    Bundle told = auroraTellsOfACardThatBorealisKnows();
    borealis().read();
    assertThat(borealis().advised()).containsOnlyKeys("b-1");
    now.set(NOW.plusSeconds(60));
    String lead =
        told.objects().stream().filter(o -> o.contains("\"indicator\"")).findFirst().orElseThrow();
    var later = new Edition(NOW, now.get());
    aurora().publish(Answer.revoked(lead, aurora().sender(), later), List.of());
    borealis().read();
    assertThat(borealis().advised()).isEmpty();
  }

  @Test
  void whoIsStruckOutHasSaidNothing() {
    auroraTellsOfACardThatBorealisKnows();
    borealis().read();
    borealis().become(List.of());
    assertThat(borealis().advised()).isEmpty();
    assertThat(borealis().trust().peers()).isEmpty();
  }

  @Test
  void whatNobodyWhoIsEnrolledSignedIsPassedOver() {
    borealis().become(List.of());
    auroraTellsOfACardThatBorealisKnows();
    assertThat(borealis().read()).isEqualTo(new Taken(0, 0, 0));
  }

  @Test
  void afterARestartItGoesOnWhereItWasAndKnowsWhatItKnew() throws Exception {
    auroraTellsOfACardThatBorealisKnows();
    assertThat(borealis().read().leads()).isEqualTo(1);
    town().again("borealis");
    assertThat(borealis().advised()).containsOnlyKeys("b-1");
    assertThat(borealis().read()).as("nothing is read twice").isEqualTo(Taken.NOTHING);
    assertThat(borealis().tokens().waiting()).isZero();
  }

  @Test
  void inANewMonthTokensAreMadeAnewFromWhatIsSealed() throws Exception {
    auroraTellsOfACardThatBorealisKnows();
    List<String> june = tokens("b-1");
    now.set(Instant.parse("2026-07-01T00:00:01Z"));
    assertThat(borealis().tokens().waiting()).isEqualTo(3);
    borealis().tokenise();
    assertThat(tokens("b-1")).as("both months' overlap").hasSize(4).containsAll(june);
    now.set(Instant.parse("2026-08-02T00:00:00Z"));
    borealis().tokens().sweep();
    assertThat(tokens("b-1")).hasSize(2).doesNotContainAnyElementsOf(june);
  }

  private List<String> tokens(String account) {
    return borealis().tokens().of(account).stream().map(t -> t.value()).toList();
  }

  @Test
  void noIdentifierIsOnTheDiskAndWhoIsErasedIsForgotten() throws Exception {
    auroraTellsOfACardThatBorealisKnows();
    borealis().read();
    town().again("borealis");
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, ISO_8859_1))
            .as(file.toString())
            .doesNotContain("three@example.org")
            .doesNotContain(Town.card('1').value());
      }
    }
    assertThat(borealis().tokens().erase("b-1")).isEqualTo(2);
    assertThat(borealis().tokens().of("b-1")).isEmpty();
    assertThat(borealis().advised()).isEmpty();
  }

  @Test
  void whatWasNotSeenForNinetyDaysIsForgotten() {
    auroraTellsOfACardThatBorealisKnows();
    now.set(NOW.plus(Duration.ofDays(60)));
    borealis().know("b-2", List.of(Town.card('2')));
    now.set(NOW.plus(Duration.ofDays(91)));
    borealis().tokens().sweep();
    assertThat(borealis().tokens().size()).isEqualTo(1);
  }

  @Test
  void whatStandsOnALeadStandsWithinTheReachAloneAndFallsWithIt() {
    borealis().know("b-1", List.of(Town.card('1')));
    borealis().know("b-2", List.of(Town.card('1')));
    borealis().tokenise();
    for (int i = 0; i < 40; i++) {
      Lead right = lead("right " + i, new Token(TokenKind.PAYMENT, other(i)));
      borealis().trust().receive(right.from(), right, NOW);
      borealis().trust().judged(right.id(), true, NOW);
    }
    Lead lead = lead("of the card", borealis().tokens().of("b-1").getFirst());
    borealis().trust().receive(lead.from(), lead, NOW);
    Advice advice = borealis().advise("b-1").orElseThrow();
    assertThat(advice.step()).isEqualTo(Step.STEP_UP);
    assertThat(borealis().act("b-1", advice).step()).isEqualTo(Step.STEP_UP);
    assertThat(borealis().act("b-1", advice).step()).as("again").isEqualTo(Step.STEP_UP);
    assertThat(borealis().trust().acts()).as("done once").hasSize(1);
    Member.Stands other = borealis().act("b-2", borealis().advise("b-2").orElseThrow());
    assertThat(other.step()).isEqualTo(Step.WATCH);
    assertThat(other.held()).contains("touched 1 of 2 accounts");
    assertThat(borealis().trust().acts().toString()).as("by a keyed hash").doesNotContain("b-1");

    Lead revoked = lead.revoke(NOW.plusSeconds(1));
    borealis().trust().receive(lead.from(), revoked, NOW.plusSeconds(1));
    assertThat(borealis().trust().acts()).isEmpty();
    assertThat(borealis().act("b-1", borealis().trust().advise(List.of(), NOW)).step())
        .isEqualTo(Step.WATCH);
  }

  private Lead lead(String name, Token token) {
    return new Lead(
        IdKey.of(new byte[16]).id("indicator", name),
        aurora().sender().id(),
        NOW,
        NOW,
        NOW.plus(Duration.ofDays(14)),
        List.of(token),
        100,
        Step.STEP_UP,
        "",
        Optional.empty(),
        false);
  }

  private static String other(int i) {
    return "voprf-p256:2026-06:" + "%064x".formatted(i);
  }
}
