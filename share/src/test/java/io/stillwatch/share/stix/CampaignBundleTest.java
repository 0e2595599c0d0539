// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stillwatch.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CampaignBundleTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/campaign.json");

  private static List<JsonNode> objects(Bundle bundle) {
    return bundle.objects().stream().map(Nodes.JSON::readTree).toList();
  }

  private static JsonNode only(String type) {
    return objects(Samples.bundle()).stream()
        .filter(o -> o.path("type").asString().equals(type))
        .findFirst()
        .orElseThrow();
  }

  /// The same finding gives the same bytes; `-Dbless=true` writes them anew.
  @Test
  void theSampleCampaignIsToldAsItWasBefore() throws IOException {
    String json = Samples.bundle().json();
    if (Boolean.getBoolean("bless")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, json);
    }
    assertThat(json).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void everyObjectKeepsTheRulesOfStix() {
    for (JsonNode object : objects(Samples.bundle())) {
      String type = object.path("type").asString();
      assertThat(Schemas.object(type, object.toString())).as(type).isEmpty();
    }
    assertThat(Schemas.object("bundle", Samples.bundle().json())).isEmpty();
  }

  @Test
  void aBrokenObjectWouldBeSeen() {
    String broken =
        only("campaign").toString().replace("\"first_seen\":\"2026", "\"first_seen\":\"26");
    assertThat(Schemas.object("campaign", broken)).isNotEmpty();
  }

  @Test
  void theExtensionHoldsWhatItsSchemaNamesAndNothingElse() throws IOException {
    for (JsonNode object : objects(Samples.bundle())) {
      JsonNode more = Extension.of(object);
      if (!more.isMissingNode()) {
        assertThat(Schemas.extension(more.toString())).as(object.toString()).isEmpty();
      }
    }
    assertThat(Schemas.extension("{\"extension_type\":\"property-extension\",\"plan\":\"pro\"}"))
        .isNotEmpty();
  }

  @Test
  void everyReferenceIsThere() {
    var ids = new HashSet<String>();
    var references = new HashSet<String>();
    for (JsonNode object : objects(Samples.bundle())) {
      assertThat(ids.add(object.path("id").asString())).isTrue();
      object.properties().stream()
          .filter(p -> p.getKey().endsWith("_ref"))
          .forEach(p -> references.add(p.getValue().asString()));
      object.properties().stream()
          .filter(p -> p.getKey().endsWith("_refs"))
          .forEach(p -> p.getValue().forEach(r -> references.add(r.asString())));
      String about = Extension.of(object).path("about_ref").asString("");
      if (!about.isEmpty()) {
        references.add(about);
      }
    }
    assertThat(ids).containsAll(references);
  }

  @Test
  void whatIsNotAnObservableHasAnIdOfVersionFour() {
    for (JsonNode object : objects(Samples.bundle())) {
      String id = object.path("id").asString();
      char version = id.charAt(id.indexOf("--") + 16);
      boolean observable = !object.has("created");
      assertThat(version).as(id).isEqualTo(observable ? '5' : '4');
    }
  }

  @Test
  void aTokenHasTheSameIdAtEveryPeer() {
    Disclosure.Account account = Samples.disclosure().accounts().get(Samples.account(3));
    assertThat(new Observables(Samples.sender("aurora")).account(account).path("id"))
        .isEqualTo(new Observables(Samples.sender("borealis")).account(account).path("id"));
  }

  /// What python-stix2 3.0.2 of OASIS makes of the same address.
  @Test
  void idsOfObservablesAreThoseOfTheStandard() {
    String id = Observables.id("ipv4-addr", Nodes.object().put("value", "198.51.100.3"));
    assertThat(id).isEqualTo("ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4");
  }

  @Test
  void nothingOfACustomerLeaves() {
    String all = Samples.bundle().json();
    String playbook = only("course-of-action").findValue("playbook_bin").asString();
    all +=
        new String(Base64.getDecoder().decode(playbook), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(all).doesNotContain("acct_", "secret", "card 0", "mail 1", "aurora-large", "plan\"");
  }

  @Test
  void whatStandsForNobodyIsNotTold() {
    for (Verdict verdict : List.of(Verdict.WATCH, Verdict.UNDECLARED_INTERMEDIARY)) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  CampaignBundle.of(
                      Samples.campaign(verdict),
                      Samples.disclosure(),
                      Samples.sender("aurora"),
                      Edition.first(Samples.TOLD)))
          .withMessageContaining("only a campaign is told");
    }
  }

  @Test
  void aCampaignWithoutTokensIsNotTold() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                CampaignBundle.of(
                    Samples.campaign(Verdict.CAMPAIGN),
                    Disclosure.of(new TreeMap<>()),
                    Samples.sender("aurora"),
                    Edition.first(Samples.TOLD)))
        .withMessageContaining("peers could match nothing");
  }

  @Test
  void toldAgainItIsANewVersionOfTheSame() {
    Edition later = new Edition(Samples.TOLD, Samples.TOLD.plusSeconds(60));
    Bundle again =
        CampaignBundle.of(
            Samples.campaign(Verdict.CAMPAIGN),
            Samples.disclosure(),
            Samples.sender("aurora"),
            later);
    List<String> ids =
        objects(Samples.bundle()).stream().map(o -> o.path("id").asString()).toList();
    assertThat(objects(again).stream().map(o -> o.path("id").asString())).isEqualTo(ids);
    JsonNode campaign = Nodes.JSON.readTree(again.objects().get(2));
    assertThat(campaign.path("created").asString()).isEqualTo("2026-06-12T09:00:00.000Z");
    assertThat(campaign.path("modified").asString()).isEqualTo("2026-06-12T09:01:00.000Z");
  }

  @Test
  void anIdentifierIsNoToken() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Token(TokenKind.EMAIL, "someone@example.net"))
        .withMessageContaining("identifiers never leave");
  }
}
