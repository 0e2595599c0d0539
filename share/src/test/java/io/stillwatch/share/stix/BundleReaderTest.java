// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class BundleReaderTest {
  private static Received read(String json) {
    return BundleReader.read(json.getBytes(UTF_8));
  }

  private static ObjectNode lead() {
    Bundle bundle =
        Suspicion.of(
            "group",
            List.of(Samples.token(TokenKind.PAYMENT, "card")),
            Samples.sender("aurora"),
            Edition.first(Samples.TOLD));
    return (ObjectNode) Nodes.JSON.readTree(bundle.objects().getLast());
  }

  private static String bundle(Object... objects) {
    return "{\"type\":\"bundle\",\"objects\":[" + String.join(",", of(objects)) + "]}";
  }

  private static List<String> of(Object... objects) {
    return java.util.stream.Stream.of(objects).map(String::valueOf).toList();
  }

  private static String rule(ObjectNode lead) {
    Received received = read(bundle(lead));
    assertThat(received.leads()).isEmpty();
    return received.rejected().getFirst().rule();
  }

  @Test
  void theLeadsOfACampaignComeOutAsTheyWentIn() {
    Received received = BundleReader.read(Samples.bundle().bytes());
    assertThat(received.rejected()).isEmpty();
    assertThat(received.leads()).hasSize(4);
    Lead card = received.leads().getFirst();
    assertThat(card.kind()).isEqualTo(TokenKind.PAYMENT);
    assertThat(card.from()).isEqualTo(Samples.sender("aurora").id());
    assertThat(card.recommended()).isEqualTo(Step.STEP_UP);
    assertThat(card.detector().orElseThrow().sha256()).isEqualTo(Samples.DETECTOR.sha256());
    assertThat(received.leads().get(2).tokens()).hasSize(12);
    assertThat(received.leads().get(3).tokens())
        .containsExactly(Samples.token(TokenKind.TEMPLATE, "template"));
    assertThat(received.leads()).allMatch(lead -> StixId.isOf("campaign", lead.about()));
    assertThat(received.sightings()).hasSize(1);
  }

  @Test
  void anEnvelopeAndASingleObjectAreReadToo() {
    assertThat(BundleReader.read(Samples.bundle().envelope()).leads()).hasSize(4);
    assertThat(read(lead().toString()).leads()).hasSize(1);
    assertThat(read("{}").leads()).isEmpty();
  }

  @Test
  void aPeerCannotMakeALeadLastLongerThanItsKindAllows() {
    ObjectNode forever = lead().put("valid_until", "2099-01-01T00:00:00.000Z");
    Lead read = read(bundle(forever)).leads().getFirst();
    assertThat(read.until()).isEqualTo(Samples.TOLD.plus(TokenKind.PAYMENT.life()));
  }

  @Test
  void whatIsUnknownIsKeptAndLookedAtByNobody() {
    ObjectNode more = lead().put("x_new_property", 7);
    String other =
        "{\"type\":\"malware\",\"id\":\"malware--"
            + "0".repeat(8)
            + "-0000-4000-8000-"
            + "0".repeat(12)
            + "\"}";
    Received received = read(bundle(more, other));
    assertThat(received.leads()).hasSize(1);
    assertThat(received.kept()).isEqualTo(1);
    assertThat(received.rejected()).isEmpty();
  }

  @Test
  void anotherToolsIndicatorIsNoLead() {
    ObjectNode foreign = lead();
    foreign.remove("extensions");
    foreign.put("pattern", "[ipv4-addr:value ISSUBSET '203.0.113.0/28']");
    assertThat(read(bundle(foreign)).leads()).isEmpty();
    assertThat(read(bundle(foreign)).kept()).isEqualTo(1);
  }

  @Test
  void aBrokenObjectIsSetAsideByItself() {
    ObjectNode broken = lead().put("confidence", 101);
    ObjectNode sound = lead().put("modified", "2026-06-13T09:00:00.000Z");
    Received received = read(bundle(broken, sound));
    assertThat(received.leads()).hasSize(1);
    assertThat(received.rejected())
        .containsExactly(new Received.Rejected(0, "confidence is 0 to 100"));
  }

  @Test
  void everyRuleOfALeadIsHeld() {
    assertThat(rule(lead().put("id", "indicator--1"))).contains("UUID");
    assertThat(rule(lead().put("modified", "2026-06-11T09:00:00.000Z"))).contains("not before");
    assertThat(rule(lead().put("valid_until", "2026-06-12T09:00:00.000Z"))).contains("valid_until");
    assertThat(rule(lead().put("created", "yesterday"))).contains("UTC");
    assertThat(rule(lead().put("created", "2026-13-01T00:00:00.000Z"))).contains("no time");
    assertThat(rule(lead().put("created_by_ref", "x"))).contains("identity");
    assertThat(rule(lead().put("pattern", "[user-account:user_id = 'someone@example.net']")))
        .contains("pattern");
  }

  @Test
  void patternsThatSayMoreThanOursDoAreNotTakenForOurs() {
    String token = Samples.token(TokenKind.PAYMENT, "card").value();
    for (String pattern :
        List.of(
            "[user-account:user_id = '" + token + "'] AND [file:name = 'x']",
            "[user-account:user_id != '" + token + "']",
            "[user-account:user_id = '" + token + "' AND user-account:user_id = '" + token + "']",
            "[user-account:display_name = '" + token + "']",
            "[user-account:user_id = '" + token + "' OR user-account:user_id = 'other']",
            "[]",
            "[user-account:user_id IN ('" + token + "']")) {
      assertThat(rule(lead().put("pattern", pattern))).as(pattern).contains("pattern");
    }
  }

  @Test
  void aLongListOfTokensIsRefusedWithoutWork() {
    String token = "'" + Samples.token(TokenKind.PAYMENT, "card").value() + "'";
    String many = (token + ", ").repeat(3_000) + token;
    assertThat(rule(lead().put("pattern", "[user-account:user_id IN (" + many + ")]")))
        .contains("pattern");
  }

  @Test
  void hostileTextsAreRefusedAsAWholeAndNotQuoted() {
    String deep = "[".repeat(2_000);
    assertThatThrownBy(() -> read(deep)).isInstanceOf(BadBundle.class).hasMessageContaining("JSON");
    assertThatThrownBy(() -> read("{\"objects\":[],\"objects\":[]}")).isInstanceOf(BadBundle.class);
    assertThatThrownBy(() -> read("{\"secret\": someone@example.net}"))
        .isInstanceOf(BadBundle.class)
        .hasMessageNotContaining("someone");
    assertThatThrownBy(() -> BundleReader.read(new byte[BundleReader.BYTES_MOST + 1]))
        .isInstanceOf(BadBundle.class)
        .hasMessageContaining("in parts");
    String many = "{}" + ",{}".repeat(BundleReader.OBJECTS_MOST);
    assertThatThrownBy(() -> read("{\"objects\":[" + many + "]}"))
        .isInstanceOf(BadBundle.class)
        .hasMessageContaining("in parts");
  }

  @Test
  void theSameVersionTwiceIsOneLead() {
    assertThat(read(bundle(lead(), lead())).leads()).hasSize(1);
  }

  @Test
  void sightingsOpinionsAndRetractionsComeThrough() {
    Sender borealis = Samples.sender("borealis");
    String of = lead().path("id").asString();
    Edition edition = Edition.first(Samples.TOLD);
    var measured = new Answer.Measured(8, 2.31, "strangers", 0, 1_000);
    Received sighting = BundleReader.read(Answer.sighting(of, measured, borealis, edition).bytes());
    assertThat(sighting.sightings().getFirst().log10E().orElseThrow()).isEqualTo(2.31);
    assertThat(sighting.sightings().getFirst().from()).isEqualTo(borealis.id());
    for (Answer.View view : Answer.View.values()) {
      Bundle said = Answer.opinion(of, view, "because", borealis, edition);
      assertThat(BundleReader.read(said.bytes()).opinions().getFirst().view()).isEqualTo(view);
    }
    Edition later = new Edition(Samples.TOLD, Instant.parse("2026-06-20T00:00:00Z"));
    Bundle back = Answer.revoked(lead().toString(), Samples.sender("aurora"), later);
    assertThat(BundleReader.read(back.bytes()).leads().getFirst().revoked()).isTrue();
    assertThatThrownBy(() -> Answer.revoked(lead().toString(), borealis, later))
        .hasMessageContaining("only its maker");
  }

  @Test
  void whatIsAnsweredKeepsTheRulesOfStixToo() throws Exception {
    Sender borealis = Samples.sender("borealis");
    Edition edition = Edition.first(Samples.TOLD);
    String of = lead().path("id").asString();
    var all =
        List.of(
            Suspicion.of("g", List.of(Samples.token(TokenKind.DEVICE, "d")), borealis, edition),
            Answer.sighting(of, new Answer.Measured(8, -0.5, "strangers", 0, 9), borealis, edition),
            Answer.opinion(of, Answer.View.DISPUTE, "a university", borealis, edition));
    for (Bundle bundle : all) {
      for (String text : bundle.objects()) {
        var object = Nodes.JSON.readTree(text);
        assertThat(Schemas.object(object.path("type").asString(), text)).as(text).isEmpty();
        if (!Extension.of(object).isMissingNode()) {
          assertThat(Schemas.extension(Extension.of(object).toString())).isEmpty();
        }
      }
    }
  }
}
