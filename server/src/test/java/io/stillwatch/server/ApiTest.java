// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

// Long because every route of the description has to be called once.

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.arena.Arena;
import io.stillwatch.arena.corpus.Corpus;
import io.stillwatch.arena.shape.Shapes;
import io.stillwatch.arena.spec.Split;
import io.stillwatch.arena.spec.WorldSpec;
import io.stillwatch.respond.Policy;
import io.stillwatch.server.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// One server that has seen a small world, and everything that its description says it does.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApiTest {
  private static final String RULES =
      """
      [[rule]]
      name = "watch-named"
      mode = "live"
      when = 'campaign.verdict == "campaign"'
      remedy = "suspend"
      at-once = true
      for = "30d"
      reason = "This account is named."

      [[rule]]
      name = "slow-all"
      mode = "shadow"
      when = 'campaign.verdict == "campaign"'
      remedy = "slow"
      at-once = true
      for = "30d"
      reason = "This account is named."
      """;

  @TempDir static Path folder;
  private static Server server;
  private static Caller caller;
  private static String admin = "";

  @BeforeAll
  static void aServerThatSawAWorld() throws Exception {
    Path policy = folder.resolve("policy.toml");
    String standard = Policy.standardText();
    Files.writeString(policy, standard.substring(0, standard.indexOf("[[rule]]")) + RULES);
    Path data = folder.resolve("data");
    server =
        Server.start(
            Settings.of(
                Optional.empty(),
                Map.of(),
                Map.of(
                    "server.listen", "127.0.0.1:0",
                    "gateway.listen", "",
                    "grpc.listen", "127.0.0.1:0",
                    "server.data", data.toString(),
                    "respond.policy", policy.toString(),
                    "detect.time", "log")),
            InstantSource.system());
    admin = Files.readString(server.firstToken().orElseThrow()).strip();
    caller = new Caller(server);
    hand(world());
  }

  @AfterAll
  static void stop() throws IOException {
    caller.close();
    server.close();
  }

  private static Path world() throws IOException {
    var spec = WorldSpec.preset("demo", 1, Split.DEVELOPMENT, 500).withDays(3);
    Path world = folder.resolve("world");
    Arena.write(spec, Corpus.own(), Shapes.published(), world, n -> {});
    return world;
  }

  private static void hand(Path world) throws Exception {
    for (String file : new String[] {"accounts.jsonl", "exchanges.jsonl.gz"}) {
      var said =
          caller.call(
              admin,
              "POST /v1/exchanges",
              "/v1/exchanges",
              Files.readAllBytes(world.resolve(file)));
      assertThat(said.status()).isEqualTo(200);
      assertThat(said.json().path("taken").asLong()).isPositive();
    }
    while (caller.call("", "GET /health/ready", "/health/ready", "").json().path("behind").asLong()
        > 0) {
      Thread.sleep(50);
    }
  }

  private static Caller.Said get(String operation, String path) throws Exception {
    return caller.call(admin, "GET " + operation, path, "");
  }

  private static String named() throws Exception {
    for (JsonNode one : get("/v1/campaigns", "/v1/campaigns").json().path("campaigns")) {
      if (one.path("verdict").asString().equals("campaign")) {
        return one.path("id").asString();
      }
    }
    throw new AssertionError("no campaign was found");
  }

  @Test
  @Order(1)
  void whoLooksAtEvidenceIsInTheAuditLog() throws Exception {
    String id = named();
    assertThat(get("/v1/campaigns/{id}", "/v1/campaigns/" + id).json().path("accounts").size())
        .isPositive();
    assertThat(get("/v1/audit", "/v1/audit?limit=1000").text())
        .contains("\"action\":\"view-evidence\",\"subject\":\"" + id + "\"");
    assertThat(get("/v1/campaigns/{id}", "/v1/campaigns/none").status()).isEqualTo(404);
  }

  @Test
  @Order(2)
  void aProposalNeedsAsManyPeopleAsItSays() throws Exception {
    JsonNode proposal = get("/v1/proposals", "/v1/proposals").json().path("proposals").path(0);
    assertThat(proposal.path("people").asInt()).isEqualTo(2);
    String path = "/v1/proposals/" + proposal.path("id").asString() + "/approve";
    String reason = "{\"reason\":\"looked at the evidence\"}";
    var first =
        caller.call(token("anna", "operator"), "POST /v1/proposals/{id}/approve", path, reason);
    assertThat(first.json().path("decided").asBoolean()).isFalse();
    String ben = token("ben", "operator");
    var second = caller.call(ben, "POST /v1/proposals/{id}/approve", path, reason);
    assertThat(second.json().path("decided").asBoolean()).isTrue();
    assertThat(caller.call(ben, "POST /v1/proposals/{id}/approve", path, reason).status())
        .isEqualTo(400);
    assertThat(get("/v1/decisions", "/v1/decisions?limit=1000").text())
        .contains("\"people\":[\"anna\",\"ben\"]");
  }

  @Test
  @Order(3)
  void anAccountThatIsClearedIsFreeAtOnce() throws Exception {
    JsonNode all = get("/v1/decisions", "/v1/decisions?limit=1000").json().path("decisions");
    String account = "";
    for (JsonNode one : all) {
      boolean live = one.path("mode").asString().equals("live") && one.path("undone").isNull();
      account = live ? one.path("account_id").asString() : account;
    }
    String path = "/v1/accounts/" + account;
    String clear = "{\"kind\":\"cleared\",\"reason\":\"a school\",\"days\":30}";
    assertThat(
            caller
                .call(admin, "POST /v1/accounts/{id}/protection", path + "/protection", clear)
                .status())
        .isEqualTo(201);
    JsonNode after = get("/v1/accounts/{id}", path).json();
    for (JsonNode one : after.path("decisions")) {
      assertThat(one.path("undone").isNull()).isFalse();
    }
    assertThat(after.path("decisions").size()).isPositive();
    var erased =
        caller.call(admin, "DELETE /v1/accounts/{id}/data", path + "/data?reason=request", "");
    assertThat(erased.status()).isEqualTo(200);
    assertThat(get("/v1/accounts/{id}", path).json().path("decisions").size()).isZero();
    assertThat(caller.call(admin, "DELETE /v1/accounts/{id}/data", path + "/data", "").status())
        .isEqualTo(400);
  }

  @Test
  @Order(4)
  void decisionsAreReviewedAndUndone() throws Exception {
    JsonNode page = get("/v1/decisions", "/v1/decisions?limit=3").json();
    assertThat(page.path("decisions").size()).isEqualTo(3);
    assertThat(page.path("next").isNull()).isFalse();
    String one = "/v1/decisions/" + page.path("decisions").path(0).path("id").asString();
    String two = "/v1/decisions/" + page.path("decisions").path(1).path("id").asString();
    assertThat(get("/v1/decisions/{id}", one).status()).isEqualTo(200);
    String upheld = "{\"verdict\":\"upheld\",\"reason\":\"right\"}";
    assertThat(
            caller.call(admin, "POST /v1/decisions/{id}/review", one + "/review", upheld).status())
        .isEqualTo(200);
    JsonNode report = get("/v1/reviews/report", "/v1/reviews/report").json();
    assertThat(report.path("promised").asDouble()).isEqualTo(0.02);
    assertThat(report.path("rules").path(0).path("reviewed").asInt()).isEqualTo(1);
    assertThat(report.path("rules").path(0).path("overturned").asInt()).isZero();
    assertThat(report.path("families").path(0).path("name").asString()).startsWith("E");
    String odd = "{\"verdict\":\"perhaps\",\"reason\":\"\"}";
    assertThat(caller.call(admin, "POST /v1/decisions/{id}/review", one + "/review", odd).status())
        .isEqualTo(400);
    String reason = "{\"reason\":\"too hard\"}";
    assertThat(
            caller
                .call(admin, "POST /v1/decisions/{id}/undo", two + "/undo", reason)
                .json()
                .path("undone")
                .path("by")
                .asString())
        .isEqualTo("first admin");
    assertThat(caller.call(admin, "POST /v1/decisions/{id}/undo", two + "/undo", reason).status())
        .isEqualTo(400);
  }

  @Test
  @Order(5)
  void aRoleMayDoWhatItMayAndNoMore() throws Exception {
    String collector = token("gateway", "collector");
    assertThat(caller.call(collector, "GET /v1/campaigns", "/v1/campaigns", "").status())
        .isEqualTo(403);
    assertThat(caller.call(collector, "GET /metrics", "/metrics", "").status()).isEqualTo(403);
    assertThat(
            caller
                .call(collector, "POST /v1/exchanges/litellm", "/v1/exchanges/litellm", "")
                .status())
        .isEqualTo(200);
    String viewer = token("wall", "viewer");
    assertThat(caller.call(viewer, "GET /v1/campaigns", "/v1/campaigns", "").status())
        .isEqualTo(200);
    assertThat(caller.call(viewer, "GET /v1/decisions", "/v1/decisions", "").status())
        .isEqualTo(403);
    assertThat(caller.call(viewer, "POST /v1/exchanges", "/v1/exchanges", "").status())
        .isEqualTo(403);
    for (String nobody : new String[] {"", "sw_0_0", viewer + "0"}) {
      assertThat(caller.call(nobody, "GET /v1/campaigns", "/v1/campaigns", "").status())
          .isEqualTo(401);
    }
    JsonNode tokens = get("/v1/tokens", "/v1/tokens").json().path("tokens");
    String id = tokens.path(tokens.size() - 1).path("id").asString();
    assertThat(caller.call(admin, "DELETE /v1/tokens/{id}", "/v1/tokens/" + id, "").status())
        .isEqualTo(200);
    assertThat(caller.call(viewer, "GET /v1/campaigns", "/v1/campaigns", "").status())
        .isEqualTo(401);
  }

  private static String token(String name, String role) throws Exception {
    String body = "{\"name\":\"%s\",\"role\":\"%s\",\"days\":1}".formatted(name, role);
    var made = caller.call(admin, "POST /v1/tokens", "/v1/tokens", body);
    assertThat(made.status()).isEqualTo(201);
    return made.json().path("secret").asString();
  }

  @Test
  @Order(6)
  void badLinesAreNamedAndTheOthersTaken() throws Exception {
    String good = "{\"ts\":\"2026-03-20T00:00:00Z\",\"request_id\":\"r%d\",\"account_id\":\"a\"}\n";
    byte[] start = (good.formatted(1) + "{\"request_id\":\"x\"}\nnonsense\n").getBytes(UTF_8);
    byte[] body = new byte[start.length + 2];
    System.arraycopy(start, 0, body, 0, start.length);
    body[start.length] = (byte) 0xff;
    body[start.length + 1] = '\n';
    JsonNode said = caller.call(admin, "POST /v1/exchanges", "/v1/exchanges", body).json();
    assertThat(said.path("taken").asInt()).isEqualTo(1);
    assertThat(said.path("rejected").asInt()).isEqualTo(3);
    assertThat(said.path("rejections").path(1).path("line").asInt()).isEqualTo(3);
    assertThat(said.toString()).doesNotContain("nonsense");
    assertThat(said.path("late").asInt()).isZero();
    String old = good.formatted(3).replace("2026-03-20", "2026-02-20");
    JsonNode late = caller.call(admin, "POST /v1/exchanges", "/v1/exchanges", old).json();
    assertThat(late.path("taken").asInt()).isEqualTo(1);
    assertThat(late.path("late").asInt()).isEqualTo(1);
    String far = good.formatted(2).replace("2026", "2099");
    assertThat(caller.call(admin, "POST /v1/exchanges", "/v1/exchanges", far).text())
        .contains("future-date");
    assertThat(caller.call(admin, "POST /v1/exchanges", "/v1/exchanges?format=xml", "").status())
        .isEqualTo(400);
    String deep = "{\"reason\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
    assertThat(
            caller
                .call(admin, "POST /v1/proposals/{id}/decline", "/v1/proposals/x/decline", deep)
                .status())
        .isEqualTo(400);
  }

  @Test
  @Order(7)
  void whatIsKnownOfAnAccountIsSaid() throws Exception {
    String known = "{\"tier\":\"paid\",\"facts\":{\"programme\":\"research\"}}";
    assertThat(
            caller
                .call(admin, "PUT /v1/accounts/{id}", "/v1/accounts/a", known)
                .json()
                .path("tier")
                .asString())
        .isEqualTo("paid");
    assertThat(
            caller
                .call(admin, "PUT /v1/accounts/{id}", "/v1/accounts/a", "{\"tier\":\"gold\"}")
                .status())
        .isEqualTo(400);
  }

  @Test
  @Order(8)
  void whoSignsUpIsScreened() throws Exception {
    String signup =
        "{\"account_id\":\"new-%d\",\"created_at\":\"2026-03-09T00:00:00Z\"}".formatted(1);
    var said = caller.call(admin, "POST /v1/signups", "/v1/signups", signup);
    assertThat(said.json().path("proposed_tier").asString()).isEqualTo("unverified");
    assertThat(
            get("/v1/accounts/{id}", "/v1/accounts/new-1")
                .json()
                .path("signup")
                .path("tier")
                .asString())
        .isEqualTo("unverified");
    assertThat(caller.call(admin, "POST /v1/signups", "/v1/signups", "[]").status()).isEqualTo(400);
  }

  @Test
  @Order(9)
  void tracesComeOverHttpToo() throws Exception {
    assertThat(caller.call(admin, "POST /v1/traces", "/v1/traces", new byte[0]).status())
        .isEqualTo(200);
  }

  @Test
  @Order(11)
  void wordsAreNotKeptUnlessSomebodyWantsThem() throws Exception {
    String path = "/v1/text?exchange=r1";
    assertThat(get("/v1/text", path + "&reason=appeal").status()).isEqualTo(404);
    assertThat(get("/v1/text", path).status()).isEqualTo(400);
    assertThat(caller.call(token("wall 2", "viewer"), "GET /v1/text", path, "").status())
        .isEqualTo(403);
  }

  @Test
  @Order(12)
  void whoIsInNoCoalitionHasNoPeers() throws Exception {
    for (String path : List.of("/v1/share/peers", "/v1/share/leads", "/v1/share/alarms")) {
      assertThat(get(path, path).status()).isEqualTo(404);
    }
    String reload = "/v1/share/reload";
    assertThat(caller.call(admin, "POST " + reload, reload, "").status()).isEqualTo(404);
  }

  @Test
  @Order(12)
  void nobodyLogsInWithoutAnIssuer() throws Exception {
    assertThat(get("/login", "/login").status()).isEqualTo(404);
    assertThat(get("/login/callback", "/login/callback").status()).isEqualTo(404);
    JsonNode session = get("/login/session", "/login/session").json();
    assertThat(session.path("name").asString()).isEqualTo("first admin");
    assertThat(session.path("csrf").isNull()).isTrue();
    assertThat(caller.call(admin, "POST /logout", "/logout", "").status()).isEqualTo(200);
  }

  @Test
  @Order(10)
  void interventionsAreOffUntilTheyAreTurnedOn() throws Exception {
    String body = "{\"campaign_id\":\"%s\",\"reason\":\"to learn\"}".formatted(named());
    String path = "/v1/interventions";
    assertThat(caller.call(admin, "POST " + path, path, body).status()).isEqualTo(409);
    assertThat(get(path, path).json().path("interventions").size()).isZero();
    assertThat(get(path + "/{id}", path + "/iv-1").status()).isEqualTo(404);
    String stop = "{\"reason\":\"enough\"}";
    assertThat(
            caller.call(admin, "POST " + path + "/{id}/stop", path + "/iv-1/stop", stop).status())
        .isEqualTo(404);
  }

  /// DossierTest has the rest.
  @Test
  @Order(50)
  void papersAreMadeOfWhatWasFoundAlone() throws Exception {
    String none = "/v1/campaigns/sw-none/";
    String dossier = "/v1/campaigns/{id}/dossier";
    assertThat(
            caller.call(admin, "POST " + dossier, none + "dossier", "{\"for\":\"peer\"}").status())
        .isEqualTo(404);
    assertThat(get(dossier, none + "dossier").status()).isEqualTo(404);
    assertThat(get(dossier + "/{file}", none + "dossier/sw-none.sealed").status()).isEqualTo(404);
    String retraction = "/v1/campaigns/{id}/retraction";
    assertThat(
            caller
                .call(admin, "POST " + retraction, none + "retraction", "{\"wrong\":\"all\"}")
                .status())
        .isEqualTo(404);
  }

  @Test
  @Order(48)
  void aServerInNoCoalitionTellsNobody() throws Exception {
    String reason = "{\"reason\":\"looked at it\",\"verdict\":\"upheld\"}";
    for (String path : new String[] {"proposals", "proposals/{id}", "told", "suspicions"}) {
      assertThat(get("/v1/share/" + path, "/v1/share/" + path.replace("{id}", "x")).status())
          .isEqualTo(404);
    }
    for (String path :
        new String[] {"proposals/{id}/tell", "told/{id}/take-back", "suspicions/{id}/rule"}) {
      String address = "/v1/share/" + path;
      assertThat(
              caller.call(admin, "POST " + address, address.replace("{id}", "x"), reason).status())
          .isEqualTo(404);
    }
  }

  @Test
  @Order(100)
  void everythingThatIsDescribedWasCalledAndTheOtherWayRound() throws Exception {
    assertThat(get("/metrics", "/metrics").text()).contains("stillwatch_entries_taken_total");
    assertThat(get("/openapi.yaml", "/openapi.yaml").text()).startsWith("openapi: 3.1.0");
    get("/health/live", "/health/live");
    get("/v1/audit/head", "/v1/audit/head");
    assertThat(caller.called()).isEqualTo(caller.described());
    assertThat(server.routes()).containsExactlyInAnyOrderElementsOf(caller.described());
  }
}
