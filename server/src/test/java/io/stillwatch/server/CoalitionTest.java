// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import static io.stillwatch.server.Alliance.AURORA;
import static io.stillwatch.server.Alliance.BOREALIS;
import static io.stillwatch.server.Running.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.share.member.Member;
import io.stillwatch.share.stix.Answer;
import io.stillwatch.share.stix.Bundle;
import io.stillwatch.share.stix.BundleReader;
import io.stillwatch.share.stix.Edition;
import io.stillwatch.share.stix.Suspicion;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Two real servers, a real record and a real token service, over TLS with client certificates.
class CoalitionTest {
  private static final String CARD = "V001001302026290441234567800";
  private static final Instant TOLD = Instant.now().minusSeconds(60);

  private static Optional<Alliance> open = Optional.empty();

  @BeforeAll
  static void open(@TempDir Path folder) throws Exception {
    open = Optional.of(new Alliance(folder));
  }

  @AfterAll
  static void close() throws Exception {
    open.orElseThrow().close();
  }

  /// @param card its last digit; the address is another one for each account
  private static String signup(String account, int card) {
    return """
        {"account_id":"%1$s","email":"%1$s@example.org","payment_fingerprint":"%2$s",\
        "signup_ip":"192.0.2.%3$d","device_id":"device-of-%1$s"}"""
        .formatted(account, CARD + card, Math.floorMod(account.hashCode(), 250));
  }

  private static Member member(Alliance alliance, String name) {
    return alliance.server(name).member().orElseThrow();
  }

  private static Bundle tellOf(int card, Alliance alliance) throws Exception {
    List<String> group = List.of("a-" + card + "-1", "a-" + card + "-2");
    for (String account : group) {
      alliance.call(AURORA, "POST", "/v1/signups", signup(account, card));
    }
    Member aurora = member(alliance, AURORA);
    until(() -> aurora.tokens().waiting() == 0);
    var tokens =
        aurora.tokens().shared(group).stream()
            .filter(token -> token.kind().word().equals("card-par"))
            .toList();
    Bundle told = Suspicion.of("group " + card, tokens, aurora.sender(), Edition.first(TOLD));
    aurora.publish(told, BundleReader.read(told.bytes()).leads());
    return told;
  }

  private static JsonNode account(Alliance alliance, String id) throws Exception {
    return alliance.call(BOREALIS, "GET", "/v1/accounts/" + id, "");
  }

  private static List<String> signals(JsonNode signup) {
    return signup.path("reasons").valueStream().map(r -> r.path("signal").asString()).toList();
  }

  private static List<String> actions(Alliance alliance) throws Exception {
    return alliance
        .call(BOREALIS, "GET", "/v1/audit?limit=500", "")
        .path("entries")
        .valueStream()
        .map(entry -> entry.path("action").asString())
        .toList();
  }

  @Test
  void whatOneTellsShowsOnTheOthersAccountAndSignupsUntilItIsTakenBack() throws Exception {
    Alliance alliance = open.orElseThrow();
    assertThat(signals(alliance.call(BOREALIS, "POST", "/v1/signups", signup("b-1-1", 1))))
        .doesNotContain("peer_notice");
    Bundle told = tellOf(1, alliance);
    until(() -> account(alliance, "b-1-1").path("facts").has("peer_lead"));

    JsonNode known = account(alliance, "b-1-1");
    assertThat(known.path("facts").path("peer_lead").asString()).isEqualTo("watch");
    assertThat(known.path("decisions")).as("nothing is decided on a peer's word").isEmpty();
    assertThat(known.path("peers").path("because").toString()).contains("aurora names its card");
    assertThat(known.path("signup").toString()).contains("aurora has named its payment token");
    assertThat(actions(alliance)).contains("peer-leads");

    JsonNode next = alliance.call(BOREALIS, "POST", "/v1/signups", signup("b-1-2", 1));
    assertThat(signals(next)).as("from memory, at the door").contains("peer_notice");
    assertThat(signals(alliance.call(BOREALIS, "POST", "/v1/signups", signup("b-1-3", 9))))
        .doesNotContain("peer_notice");
    until(() -> account(alliance, "b-1-2").path("facts").has("peer_lead"));
    JsonNode leads = alliance.call(BOREALIS, "GET", "/v1/share/leads", "");
    assertThat(leads.path("leads").path(0).path("accounts").toString())
        .isEqualTo("[\"b-1-1\",\"b-1-2\"]");

    Member aurora = member(alliance, AURORA);
    String lead =
        told.objects().stream().filter(o -> o.contains("\"indicator\"")).findAny().orElseThrow();
    var now = new Edition(TOLD, Instant.now());
    aurora.publish(Answer.revoked(lead, aurora.sender(), now), List.of());
    member(alliance, BOREALIS).read();
    until(() -> !account(alliance, "b-1-1").path("facts").has("peer_lead"));
    until(() -> !account(alliance, "b-1-2").path("facts").has("peer_lead"));
    assertThat(account(alliance, "b-1-1").path("signup").toString()).doesNotContain("aurora");
    assertThat(actions(alliance)).contains("peer-leads-ended");
  }

  @Test
  void whoIsErasedHasNoTokensAndNothingComesBack() throws Exception {
    Alliance alliance = open.orElseThrow();
    alliance.call(BOREALIS, "POST", "/v1/signups", signup("b-2-1", 2));
    tellOf(2, alliance);
    until(() -> account(alliance, "b-2-1").path("facts").has("peer_lead"));
    JsonNode rows = alliance.call(BOREALIS, "DELETE", "/v1/accounts/b-2-1/data?reason=asked", "");
    assertThat(rows.path("identifiers").asInt()).isEqualTo(4);
    alliance.call(BOREALIS, "POST", "/v1/signups", signup("b-2-2", 2));
    until(() -> account(alliance, "b-2-2").path("facts").has("peer_lead"));
    assertThat(account(alliance, "b-2-1").path("facts")).isEmpty();
    assertThat(member(alliance, BOREALIS).tokens().of("b-2-1")).isEmpty();
  }

  @Test
  void whoIsNoPeerIsTurnedAwayAndAPeerThatIsGoneHasSaidNothing() throws Exception {
    Alliance alliance = open.orElseThrow();
    URI push = URI.create(alliance.base(BOREALIS) + "/ssf/receiver/push");
    HttpRequest event =
        HttpRequest.newBuilder(push)
            .header("Content-Type", "application/secevent+jwt")
            .POST(HttpRequest.BodyPublishers.ofString("a.b.c"))
            .build();
    var asText = HttpResponse.BodyHandlers.ofString();
    assertThat(alliance.client.send(event, asText).statusCode()).isEqualTo(401);
    try (HttpClient stranger = alliance.showing("stranger")) {
      assertThat(stranger.send(event, asText).statusCode()).isEqualTo(401);
    }
    try (HttpClient aurora = alliance.showing(AURORA)) {
      HttpResponse<String> said = aurora.send(event, asText);
      assertThat(said.statusCode()).isEqualTo(400);
      assertThat(said.body()).contains("this is no signed token");
    }
    assertThat(member(alliance, BOREALIS).events()).containsKey("refused");

    alliance.call(BOREALIS, "POST", "/v1/signups", signup("b-3-1", 3));
    tellOf(3, alliance);
    until(() -> account(alliance, "b-3-1").path("facts").has("peer_lead"));
    member(alliance, BOREALIS).become(List.of());
    until(() -> !account(alliance, "b-3-1").path("facts").has("peer_lead"));
    alliance.reload(BOREALIS, AURORA);
  }

  @Test
  void afterARestartItKnowsWhatItKnewAndDoesNothingTwice() throws Exception {
    Alliance alliance = open.orElseThrow();
    int before = (int) actions(alliance).stream().filter("peer-leads"::equals).count();
    alliance.call(BOREALIS, "POST", "/v1/signups", signup("b-4-1", 4));
    tellOf(4, alliance);
    until(() -> account(alliance, "b-4-1").path("facts").has("peer_lead"));
    alliance.server(BOREALIS).close();
    alliance.start(BOREALIS, AURORA);
    alliance.reload(AURORA, BOREALIS); // it listens elsewhere now
    alliance.reload(BOREALIS, AURORA);
    until(() -> member(alliance, BOREALIS).readAt().isPresent());
    alliance.call(BOREALIS, "POST", "/v1/signups", signup("b-4-2", 4));
    until(() -> account(alliance, "b-4-2").path("facts").has("peer_lead"));
    assertThat(actions(alliance).stream().filter("peer-leads"::equals)).hasSize(before + 2);
  }
}
