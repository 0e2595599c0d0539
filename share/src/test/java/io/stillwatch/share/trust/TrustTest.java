// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.trust;

// Long because every rule of trust is a case, and all of them play in one small coalition.

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.stillwatch.share.stix.Answer;
import io.stillwatch.share.stix.IdKey;
import io.stillwatch.share.stix.Lead;
import io.stillwatch.share.stix.Received;
import io.stillwatch.share.stix.Samples;
import io.stillwatch.share.stix.Step;
import io.stillwatch.share.stix.Token;
import io.stillwatch.share.stix.TokenKind;
import io.stillwatch.share.trust.Receipt.Held;
import io.stillwatch.share.trust.Receipt.Known;
import io.stillwatch.share.trust.Receipt.Refused;
import io.stillwatch.share.trust.Receipt.Taken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {
  private static final Instant NOW = Instant.parse("2026-06-12T09:00:00Z");
  private static final IdKey IDS = IdKey.of("a secret of sixteen bytes".getBytes(UTF_8));
  private static final String JWKS = jwks();
  private static final Canaries CANARIES =
      new Canaries("another secret of many bytes".getBytes(UTF_8), "voprf-p256");
  private static final long ACCOUNTS = 10_000;

  @TempDir private Path folder = Path.of("");
  private @Nullable Trust opened;
  private int acts;

  private static String jwks() {
    try {
      var key = new ECKeyGenerator(Curve.P_256).keyID("k").generate().toPublicJWK();
      return new JWKSet(key).toString(true);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Trust open(Path place) {
    return Trust.open(place, TrustPolicy.STANDARD, Optional.of(CANARIES), WarningLists.NONE);
  }

  @BeforeEach
  void enrol() {
    opened = open(folder.resolve("trust"));
    for (String name : List.of("aurora", "borealis", "cassini")) {
      trust().enrol(peer(name, NOW.minus(Duration.ofDays(400))));
    }
  }

  @AfterEach
  void close() {
    trust().close();
  }

  private Trust trust() {
    return Objects.requireNonNull(opened);
  }

  private static String id(String name) {
    return IDS.id("identity", name);
  }

  private static Peer peer(String name, Instant enrolled) {
    var pins = new TreeSet<>(List.of("%064x".formatted(Math.abs(name.hashCode()))));
    return new Peer(id(name), name, JWKS, pins, new TreeSet<>(), enrolled);
  }

  private static Token card(String of) {
    return Samples.token(TokenKind.PAYMENT, of);
  }

  private static Lead lead(String from, String name, Token token) {
    return lead(from, name, token, NOW);
  }

  private static Lead lead(String from, String name, Token token, Instant modified) {
    return new Lead(
        IDS.id("indicator", from + name),
        id(from),
        NOW,
        modified,
        NOW.plus(Duration.ofDays(365)),
        List.of(token),
        100,
        Step.STEP_UP,
        "",
        Optional.empty(),
        false);
  }

  private Receipt receive(Lead lead) {
    return trust().receive(lead.from(), lead, NOW);
  }

  private Advice advise(Token token, Instant now) {
    return trust().advise(List.of(new Match(token, "a value of our own")), now);
  }

  /// Leads of a peer that turned out right, until it is new no longer.
  private void prove(String peer, int leads) {
    for (int i = 0; i < leads; i++) {
      Lead lead = lead(peer, "proof " + i, card(peer + "proof " + i));
      assertThat(receive(lead)).isInstanceOf(Taken.class);
      trust().judged(lead.id(), true, NOW);
    }
  }

  private Optional<String> act(String account, Lead lead) {
    var act =
        new Act(
            "act " + acts++,
            account,
            Step.STEP_UP,
            new TreeSet<>(List.of(lead.id())),
            NOW,
            NOW.plus(Duration.ofDays(3)));
    return trust().act(act, ACCOUNTS, NOW);
  }

  @Test
  void aNewPeerIsOnlyWatched() {
    receive(lead("aurora", "1", card("x")));
    Advice advice = advise(card("x"), NOW);
    assertThat(advice.step()).isEqualTo(Step.WATCH);
    assertThat(advice.leads()).hasSize(1);
    assertThat(act("acct", lead("aurora", "1", card("x")))).isPresent();
  }

  @Test
  void aPeerWhoseLeadsProvedRightMayHaveAnAccountAskForProof() {
    prove("aurora", 30);
    receive(lead("aurora", "1", card("x")));
    assertThat(advise(card("x"), NOW).step()).isEqualTo(Step.STEP_UP);
    assertThat(trust().weight(id("aurora"), TokenKind.PAYMENT)).isBetween(0.90, 0.92);
    assertThat(act("acct", lead("aurora", "1", card("x")))).isEmpty();
  }

  @Test
  void trustIsByKind() {
    prove("aurora", 30);
    assertThat(trust().weight(id("aurora"), TokenKind.ADDRESS)).isBetween(0.049, 0.051);
    Token address = Samples.token(TokenKind.ADDRESS, "x");
    receive(lead("aurora", "1", address));
    assertThat(advise(address, NOW).step()).isEqualTo(Step.WATCH);
  }

  @Test
  void noLeadEverAllowsMoreThanItsPeerSuggests() {
    prove("aurora", 40);
    Lead mild = lead("aurora", "1", card("x"));
    mild =
        new Lead(
            mild.id(),
            mild.from(),
            NOW,
            NOW,
            mild.until(),
            mild.tokens(),
            100,
            Step.SAMPLE,
            "",
            Optional.empty(),
            false);
    receive(mild);
    assertThat(advise(card("x"), NOW).step()).isEqualTo(Step.SAMPLE);
    assertThat(act("acct", mild).orElseThrow()).contains("evidence of one's own");
  }

  @Test
  void leadsGrowOldAndEnd() {
    prove("aurora", 30);
    receive(lead("aurora", "1", card("x")));
    Advice fresh = advise(card("x"), NOW);
    Advice old = advise(card("x"), NOW.plus(Duration.ofDays(60)));
    assertThat(old.strength()).isLessThan(fresh.strength()).isPositive();
    assertThat(advise(card("x"), NOW.plus(Duration.ofDays(90))).leads()).isEmpty();
  }

  @Test
  void onlyItsMakerChangesALeadAndOnlyForward() {
    Lead first = lead("aurora", "1", card("x"));
    assertThat(receive(first)).isInstanceOf(Taken.class);
    assertThat(receive(first)).isInstanceOf(Known.class);
    assertThat(trust().receive(id("borealis"), first, NOW)).isInstanceOf(Refused.class);
    Lead newer = lead("aurora", "1", card("x"), NOW.plusSeconds(60));
    assertThat(receive(newer)).isInstanceOf(Taken.class);
    assertThat(receive(first)).isEqualTo(new Refused("a newer version is here"));
    Lead stranger = lead("dione", "1", card("x"));
    assertThat(receive(stranger)).isInstanceOf(Refused.class);
    Lead stolen =
        new Lead(
            first.id(),
            id("borealis"),
            NOW,
            NOW.plusSeconds(90),
            first.until(),
            first.tokens(),
            100,
            Step.STEP_UP,
            "",
            Optional.empty(),
            false);
    assertThat(receive(stolen)).isEqualTo(new Refused("the id is another peer's"));
  }

  @Test
  void aRelayMayPassOnWhatItIsListedFor() {
    Peer relay = peer("borealis", NOW.minus(Duration.ofDays(400)));
    trust()
        .enrol(
            new Peer(
                relay.id(),
                relay.name(),
                relay.jwks(),
                relay.pins(),
                new TreeSet<>(List.of(id("aurora"))),
                relay.enrolled()));
    Lead lead = lead("aurora", "1", card("x"));
    assertThat(trust().receive(id("borealis"), lead, NOW)).isInstanceOf(Taken.class);
    assertThat(trust().receive(id("cassini"), lead("aurora", "2", card("y")), NOW))
        .isInstanceOf(Refused.class);
  }

  @Test
  void aRetractionIsForGoodAndUndoesWhatWasDone() {
    prove("aurora", 30);
    Lead lead = lead("aurora", "1", card("x"));
    receive(lead);
    assertThat(act("acct", lead)).isEmpty();
    Receipt receipt = receive(lead.revoke(NOW.plusSeconds(60)));
    assertThat(((Taken) receipt).undo())
        .singleElement()
        .satisfies(undo -> assertThat(undo.account()).isEqualTo("acct"));
    assertThat(advise(card("x"), NOW).leads()).isEmpty();
    Lead again = lead("aurora", "1", card("x"), NOW.plusSeconds(120));
    assertThat(receive(again)).isEqualTo(new Refused("it was revoked, which is for good"));
    assertThat(trust().expire(NOW)).isEmpty();
  }

  @Test
  void whatStandsOnAnotherPeerTooIsNotUndone() {
    prove("aurora", 30);
    prove("borealis", 30);
    Lead one = lead("aurora", "1", card("x"));
    Lead other = lead("borealis", "1", card("x"));
    receive(one);
    receive(other);
    var act =
        new Act(
            "both",
            "acct",
            Step.STEP_UP,
            new TreeSet<>(List.of(one.id(), other.id())),
            NOW,
            NOW.plus(Duration.ofDays(3)));
    assertThat(trust().act(act, ACCOUNTS, NOW)).isEmpty();
    assertThat(((Taken) receive(one.revoke(NOW.plusSeconds(60)))).undo()).isEmpty();
    assertThat(((Taken) receive(other.revoke(NOW.plusSeconds(60)))).undo()).hasSize(1);
  }

  @Test
  void ownEvidenceAgainstALeadUndoesTooAndCostsThePeer() {
    prove("aurora", 30);
    double before = trust().weight(id("aurora"), TokenKind.PAYMENT);
    Lead lead = lead("aurora", "1", card("x"));
    receive(lead);
    act("acct", lead);
    assertThat(trust().judged(lead.id(), false, NOW)).hasSize(1);
    assertThat(trust().weight(id("aurora"), TokenKind.PAYMENT)).isLessThan(before);
    assertThat(advise(card("x"), NOW).leads()).isEmpty();
  }

  @Test
  void whatEndedByItselfIsNotUndone() {
    prove("aurora", 30);
    Lead lead = lead("aurora", "1", card("x"));
    receive(lead);
    act("acct", lead);
    assertThat(trust().expire(NOW.plus(Duration.ofDays(4)))).isEmpty();
  }

  @Test
  void anExpelledPeerLeavesNothingBehind() {
    prove("aurora", 30);
    Lead lead = lead("aurora", "1", card("x"));
    receive(lead);
    act("acct", lead);
    assertThat(trust().expel(id("aurora"), NOW)).hasSize(1);
    assertThat(advise(card("x"), NOW).leads()).isEmpty();
    assertThat(receive(lead)).isInstanceOf(Refused.class);
  }

  @Test
  void twoOtherPeersConfirmAndNobodyConfirmsTheirOwn() {
    Lead lead = lead("aurora", "1", card("x"));
    receive(lead);
    double before = trust().weight(id("aurora"), TokenKind.PAYMENT);
    assertThat(sight("aurora", lead)).isInstanceOf(Refused.class);
    assertThat(sight("borealis", lead)).isInstanceOf(Taken.class);
    assertThat(sight("borealis", lead)).isInstanceOf(Known.class);
    assertThat(trust().weight(id("aurora"), TokenKind.PAYMENT)).isEqualTo(before);
    sight("cassini", lead);
    assertThat(trust().weight(id("aurora"), TokenKind.PAYMENT)).isGreaterThan(before);
  }

  @Test
  void twoDisputesRefuteAndSeedsCountForNothing() {
    Lead lead = lead("aurora", "1", card("x"));
    receive(lead);
    double before = trust().weight(id("aurora"), TokenKind.PAYMENT);
    assertThat(opine("borealis", lead, Answer.View.SEED)).isEmpty();
    opine("borealis", lead, Answer.View.DISPUTE);
    opine("cassini", lead, Answer.View.DISPUTE);
    assertThat(trust().weight(id("aurora"), TokenKind.PAYMENT)).isLessThan(before);
    assertThat(advise(card("x"), NOW).leads()).isEmpty();
  }

  private Receipt sight(String peer, Lead lead) {
    String name = IDS.id("sighting", peer + lead.id());
    var seen = new Received.Sighting(name, lead.id(), id(peer), NOW, OptionalDouble.empty());
    return trust().sighted(id(peer), seen, NOW);
  }

  private List<Receipt> opine(String peer, Lead lead, Answer.View view) {
    String name = IDS.id("opinion", peer + lead.id());
    var said = new Received.Opinion(name, List.of(lead.id()), id(peer), NOW, view);
    return trust().opined(id(peer), said, NOW);
  }

  @Test
  void newcomersAreHeldAtFiftyADayAndFiveHundredInAll() {
    Instant at = NOW;
    int taken = 0;
    for (int day = 0; day < 12; day++) {
      for (int i = 0; i < 60; i++) {
        Lead lead = lead("aurora", day + " " + i, card(day + " " + i), at);
        taken += trust().receive(lead.from(), lead, at) instanceof Taken ? 1 : 0;
      }
      assertThat(taken).isEqualTo(Math.min(500, 50 * (day + 1)));
      at = at.plus(Duration.ofHours(25));
    }
    assertThat(receive(lead("aurora", "more", card("more")))).isInstanceOf(Held.class);
    assertThat(trust().receive(id("borealis"), lead("borealis", "1", card("z")), at))
        .isInstanceOf(Taken.class);
  }

  @Test
  void oneLiarCannotTouchMoreThanOneAccountInAThousandHoweverItWasTrusted() {
    prove("aurora", 40);
    int touched = 0;
    for (int i = 0; i < 400; i++) {
      Lead lead = lead("aurora", "lie " + i, card("lie " + i));
      receive(lead);
      touched += act("victim " + i, lead).isEmpty() ? 1 : 0;
    }
    assertThat(touched).isEqualTo(10); // of 10,000
    assertThat(act("victim 3", lead("aurora", "lie 3", card("lie 3"))))
        .as("who was touched before is not counted twice")
        .isEmpty();
    Lead more = lead("aurora", "lie 399", card("lie 399"));
    assertThat(act("victim 399", more).orElseThrow()).contains("10 of 10,000");
  }

  @Test
  void aPeerThatLiesLosesItsWeight() {
    var draw = new SplittableRandom(7);
    var weights = new ArrayList<Double>();
    for (double lies : new double[] {0, 0.1, 0.3, 0.6, 0.9}) {
      String name = "peer " + lies;
      trust().enrol(peer(name, NOW.minus(Duration.ofDays(400))));
      for (int i = 0; i < 40; i++) {
        Lead lead = lead(name, "" + i, card(name + i));
        assertThat(receive(lead)).isInstanceOf(Taken.class);
        trust().judged(lead.id(), draw.nextDouble() >= lies, NOW);
      }
      weights.add(trust().weight(id(name), TokenKind.PAYMENT));
      assertThat(weights.getLast()).as("never above the share that is right").isLessThan(1 - lies);
      receive(lead(name, "next", card(name + "next")));
    }
    assertThat(weights).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(weights.getFirst()).isGreaterThan(0.9);
    assertThat(advise(card("peer 0.0next"), NOW).step()).isEqualTo(Step.STEP_UP);
    assertThat(advise(card("peer 0.9next"), NOW).step()).isEqualTo(Step.WATCH);
  }

  @Test
  void aCanaryThatComesBackIsRefusedAndCostsWhoBroughtIt() {
    Token invented = CANARIES.of(id("borealis"), "2026-06", TokenKind.PAYMENT).getFirst();
    double before = trust().weight(id("aurora"), TokenKind.PAYMENT);
    assertThat(receive(lead("aurora", "1", invented))).isInstanceOf(Refused.class);
    assertThat(trust().alarms()).containsExactly(new Alarm(id("aurora"), id("borealis"), NOW));
    assertThat(trust().weight(id("aurora"), TokenKind.PAYMENT)).isLessThan(before);
    Token other = CANARIES.of(id("cassini"), "2026-06", TokenKind.PAYMENT).getFirst();
    assertThat(other).isNotEqualTo(invented);
  }

  @Test
  void whoGivesGets() {
    assertThat(trust().tier(id("aurora"), NOW)).isEqualTo(Tier.OBSERVER);
    trust().enrol(peer("dione", NOW));
    assertThat(trust().tier(id("dione"), NOW)).isEqualTo(Tier.MEMBER);
    prove("aurora", 1);
    assertThat(trust().tier(id("aurora"), NOW)).isEqualTo(Tier.MEMBER);
    prove("borealis", 20);
    assertThat(trust().tier(id("borealis"), NOW)).isEqualTo(Tier.CONTRIBUTOR);
    assertThat(trust().tier(id("borealis"), NOW.plus(Duration.ofDays(91))))
        .isEqualTo(Tier.OBSERVER);
  }

  @Test
  void peersAreFoundByWhatTheyConnectWith() {
    Peer known = trust().peer(id("aurora")).orElseThrow();
    assertThat(trust().pinned(known.pins().first())).isPresent();
    assertThat(trust().pinned("b".repeat(64))).isEmpty();
  }

  /// A copy of the folder, taken while the book is open, is what a killed process leaves.
  @Test
  void whatWasAcknowledgedOutlastsTheProcess() throws IOException {
    prove("aurora", 30);
    Lead lead = lead("aurora", "1", card("x"));
    receive(lead);
    act("acct", lead);
    sight("borealis", lead);
    Path copy = folder.resolve("copy");
    copy(folder.resolve("trust"), copy);
    try (Trust again = open(copy)) {
      assertThat(again.weight(id("aurora"), TokenKind.PAYMENT))
          .isEqualTo(trust().weight(id("aurora"), TokenKind.PAYMENT));
      assertThat(again.live(NOW)).isEqualTo(31);
      assertThat(again.tier(id("aurora"), NOW)).isEqualTo(Tier.CONTRIBUTOR);
      Lead back = lead.revoke(NOW.plusSeconds(60));
      assertThat(((Taken) again.receive(id("aurora"), back, NOW)).undo()).hasSize(1);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (Path file : files.filter(f -> !f.endsWith("lock")).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
