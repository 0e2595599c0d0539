// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import static io.stillwatch.server.Alliance.AURORA;
import static io.stillwatch.server.Alliance.BOREALIS;
import static io.stillwatch.server.Running.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// From a campaign that one server finds to the account of another, and back again: two real
/// servers, a real record and token service, over TLS with client certificates.
class AllianceTest {
  private static final Map<String, String> LOG =
      Map.of("detect.time", "log", "detect.judge-every", "1h", "detect.idle", "7d");
  private static final String CARD = "V00100130202629044123456780";

  @TempDir Path folder;

  private static String signup(String account, int card) {
    return """
        {"account_id":"%1$s","email":"%1$s@example.org","payment_fingerprint":"%2$s",\
        "device_id":"device-of-%1$s"}"""
        .formatted(account, CARD + "%02d".formatted(card));
  }

  /// With somebody an hour after its last day, so that this day is judged.
  private List<String> world() throws Exception {
    var lines = new ArrayList<>(Small.lines(folder));
    String at = lines.getLast().replaceFirst("(?s).*\"ts\":\"([^\"]+)\".*", "$1");
    Instant next = Instant.parse(at).truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(25));
    lines.add(
        """
        {"ts":"%s","request_id":"late","account_id":"late","model":"m",\
        "messages":[{"role":"user","content":"good morning"}],"completion":"hello"}"""
            .formatted(next));
    return lines;
  }

  private static JsonNode facts(Alliance alliance, String id) throws Exception {
    return alliance.call(BOREALIS, "GET", "/v1/accounts/" + id, "").path("facts");
  }

  private static List<String> members(Alliance alliance) throws Exception {
    JsonNode all = alliance.call(AURORA, "GET", "/v1/campaigns", "").path("campaigns");
    for (JsonNode one : all) {
      if (one.path("verdict").asString().equals("campaign")) {
        String id = one.path("id").asString();
        JsonNode found = alliance.call(AURORA, "GET", "/v1/campaigns/" + id, "");
        return found
            .path("members")
            .valueStream()
            .map(member -> member.path("account_id").asString())
            .toList();
      }
    }
    return List.of();
  }

  private static JsonNode proposal(Alliance alliance) throws Exception {
    JsonNode all = alliance.call(AURORA, "GET", "/v1/share/proposals", "").path("proposals");
    return all.valueStream()
        .filter(one -> one.path("kind").asString().equals("campaign"))
        .filter(one -> one.path("matchable").asInt() > 0)
        .findFirst()
        .orElse(all.path("none"));
  }

  @Test
  void whatOneFindsAPersonTellsTheOtherMatchesAndWhatFallsIsUndone() throws Exception {
    try (var alliance = new Alliance(folder, LOG)) {
      for (int card = 0; card < 3; card++) {
        alliance.call(BOREALIS, "POST", "/v1/signups", signup("b-" + card, card));
      }
      alliance.call(AURORA, "POST", "/v1/exchanges", String.join("\n", world()));
      until(() -> !members(alliance).isEmpty());
      List<String> members = members(alliance);
      for (int i = 0; i < members.size(); i++) {
        alliance.call(AURORA, "POST", "/v1/signups", signup(members.get(i), i % 2));
      }
      until(() -> !proposal(alliance).isMissingNode());
      assertThat(facts(alliance, "b-0")).as("nothing leaves by itself").isEmpty();

      String id = proposal(alliance).path("id").asString();
      String why = "{\"reason\":\"seen by two\"}";
      JsonNode told = alliance.call(AURORA, "POST", "/v1/share/proposals/" + id + "/tell", why);
      assertThat(told.path("version").asInt()).as(told.toString()).isEqualTo(1);
      until(
          () -> facts(alliance, "b-0").has("peer_lead") && facts(alliance, "b-1").has("peer_lead"));
      assertThat(facts(alliance, "b-2")).isEmpty();

      String cleared = members.getFirst(); // its card is that of b-0
      alliance.call(
          AURORA,
          "POST",
          "/v1/accounts/" + cleared + "/protection",
          "{\"kind\":\"cleared\",\"reason\":\"a customer\",\"days\":30}");
      until(() -> !facts(alliance, "b-0").has("peer_lead"));
      JsonNode first = alliance.call(AURORA, "GET", "/v1/share/told", "").path("told");
      assertThat(first.valueStream().map(one -> one.path("taken_back").path("why").asString()))
          .contains("cleared");
      assertThat(letter(alliance, id, cleared)).contains("indicator--", "a customer");
    }
  }

  /// The letter that takes an account back names what was shared.
  private static String letter(Alliance alliance, String campaign, String account)
      throws Exception {
    String path = "/v1/campaigns/" + campaign;
    String of = "{\"account_id\":\"" + account + "\"}";
    alliance.call(AURORA, "POST", path + "/retraction", of);
    until(
        () -> {
          JsonNode at = alliance.call(AURORA, "GET", path + "/dossier", "");
          return at.path("state").asString().equals("ready");
        });
    JsonNode files = alliance.call(AURORA, "GET", path + "/dossier", "").path("files");
    for (JsonNode file : files) {
      String name = file.path("name").asString();
      if (name.endsWith(".json")) {
        return alliance.call(AURORA, "GET", path + "/dossier/" + name, "").toString();
      }
    }
    return files.toString();
  }
}
