// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.dossier.seal.Broken;
import io.stillwatch.dossier.seal.Sealed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a server found, as papers that others can compute again.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DossierTest {
  @TempDir static Path folder;
  private static Running running;
  private static String campaign = "";
  private static List<String> accounts = List.of();

  @BeforeAll
  static void aServerThatSawAWorld() throws Exception {
    byte[] key =
        KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate().getEncoded();
    Path pem = folder.resolve("key.pem");
    Files.writeString(
        pem,
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(Base64.getEncoder().encodeToString(key)));
    running = Running.start(folder.resolve("data"), Map.of("dossier.key", pem.toString()));
    List<String> lines = new ArrayList<>(Small.lines(folder));
    running.hand(lines);
    running.hand(List.of(straggler(lines.getLast())));
    running.caughtUp();
    for (JsonNode one : running.get("/v1/campaigns").json().path("campaigns")) {
      if (one.path("verdict").asString().equals("campaign")) {
        campaign = one.path("id").asString();
      }
    }
    JsonNode found = call("GET", "", "").json();
    accounts =
        found.path("members").valueStream().map(m -> m.path("account_id").asString()).toList();
    assertThat(accounts).isNotEmpty();
  }

  @AfterAll
  static void stop() throws Exception {
    running.close();
  }

  /// Somebody else, an hour after the last day: so that day is judged.
  private static String straggler(String last) {
    String at = last.replaceFirst("(?s).*\"ts\":\"([^\"]+)\".*", "$1");
    Instant next = Instant.parse(at).truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(25));
    return "{\"ts\":\"%s\",\"request_id\":\"late\",\"account_id\":\"late\",\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"good morning\"}],\"completion\":\"hello\"}"
        .formatted(next);
  }

  private static Caller.Said call(String method, String more, String body) throws Exception {
    String route = more.replaceFirst("^/dossier/.+", "/dossier/{file}");
    return running.caller.call(
        running.admin,
        method + " /v1/campaigns/{id}" + route,
        "/v1/campaigns/" + campaign + more,
        body);
  }

  private static JsonNode made(Caller.Said begun) throws Exception {
    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    Running.until(() -> !List.of("reading", "writing").contains(status().path("state").asString()));
    return status();
  }

  private static JsonNode status() throws Exception {
    return call("GET", "/dossier", "").json();
  }

  private static JsonNode dossier(String audience) throws Exception {
    return made(call("POST", "/dossier", "{\"for\":\"" + audience + "\"}"));
  }

  /// As it lies in the server's folder: the bytes that are sent.
  private static byte[] bytes(String name) throws Exception {
    return Files.readAllBytes(folder.resolve("data/dossiers").resolve(campaign).resolve(name));
  }

  @Test
  @Order(1)
  void everyNumberOfAFindingIsBorneOutByTheJournal() throws Exception {
    JsonNode status = dossier("regulator");
    assertThat(status.path("problem").isNull()).as(status.toString()).isTrue();
    assertThat(status.path("state").asString()).isEqualTo("ready");
    assertThat(status.path("records_read").asLong()).isPositive();
    assertThat(status.path("files").valueStream().map(f -> f.path("name").asString()))
        .containsExactly(
            campaign + "-regulator.html",
            campaign + "-regulator.json",
            campaign + "-regulator.pdf",
            campaign + ".sealed");
    assertThat(call("GET", "/dossier/" + campaign + ".sealed", "").status()).isEqualTo(200);
    Path sealed = folder.resolve("copy.sealed");
    Files.write(sealed, bytes(campaign + ".sealed"));
    Sealed open = Sealed.open(sealed);
    assertThat(open.campaign()).isEqualTo(campaign);
    assertThat(open.signature().orElseThrow().algorithm()).isEqualTo("Ed25519");

    JsonNode found = call("GET", "", "").json();
    var took = open.verified().facts().took();
    assertThat(took.exchanges()).isEqualTo(found.path("exchanges").asLong());
    assertThat(took.inputTokens()).isEqualTo(found.path("input_tokens").asLong());
    assertThat(took.accounts()).isEqualTo(accounts.size());
    assertThat(open.verified().facts().standing().log10Control())
        .isEqualTo(found.path("log10_e_control").asDouble());

    byte[] bytes = bytes(campaign + ".sealed");
    for (int at = 7; at < bytes.length; at += bytes.length / 11) {
      byte[] changed = bytes.clone();
      changed[at] ^= 1;
      Files.write(sealed, changed);
      assertThatThrownBy(() -> Sealed.open(sealed)).as("byte " + at).isInstanceOf(Broken.class);
    }
  }

  @Test
  @Order(2)
  void onlyCounselSeesAccounts() throws Exception {
    dossier("public");
    dossier("peer");
    assertThat(dossier("counsel").path("files").size()).isEqualTo(13);
    String counsel = call("GET", "/dossier/" + campaign + "-counsel.json", "").text();
    String others =
        call("GET", "/dossier/" + campaign + "-public.json", "").text()
            + call("GET", "/dossier/" + campaign + "-peer.html", "").text()
            + call("GET", "/dossier/" + campaign + "-regulator.html", "").text()
            + new String(bytes(campaign + ".sealed"), ISO_8859_1);
    for (String account : accounts) {
      assertThat(counsel).contains(account);
      assertThat(others).doesNotContain(account);
    }
  }

  @Test
  @Order(3)
  void whoAskedAndWhoFetchedIsInTheAuditLog() throws Exception {
    String log = running.get("/v1/audit?limit=1000").text();
    assertThat(log)
        .contains("\"action\":\"dossier-begin\",\"subject\":\"" + campaign)
        .contains("\"action\":\"dossier-end\",\"subject\":\"" + campaign)
        .contains("\"action\":\"export\",\"subject\":\"" + campaign)
        .contains(Sealed.digest(bytes(campaign + ".sealed")));
    String viewer =
        running
            .caller
            .call(
                running.admin,
                "POST /v1/tokens",
                "/v1/tokens",
                "{\"name\":\"v\",\"role\":\"viewer\",\"days\":1}")
            .json()
            .path("secret")
            .asString();
    for (String more : List.of("/dossier", "/dossier/" + campaign + ".sealed")) {
      String route = more.length() > 8 ? "/dossier/{file}" : more;
      assertThat(
              running
                  .caller
                  .call(
                      viewer,
                      "GET /v1/campaigns/{id}" + route,
                      "/v1/campaigns/" + campaign + more,
                      "")
                  .status())
          .isEqualTo(403);
    }
  }

  @Test
  @Order(4)
  void whatCannotBeIsRefused() throws Exception {
    assertThat(call("POST", "/dossier", "{\"for\":\"everybody\"}").status()).isEqualTo(400);
    assertThat(call("GET", "/dossier/..%2F..%2Fkeys%2Fhash.key", "").status()).isEqualTo(404);
    assertThat(call("GET", "/dossier/evidence", "").status()).isEqualTo(404);
    assertThat(
            running
                .caller
                .call(
                    running.admin,
                    "POST /v1/campaigns/{id}/dossier",
                    "/v1/campaigns/sw-none/dossier",
                    "{\"for\":\"peer\"}")
                .status())
        .isEqualTo(404);
    assertThat(call("POST", "/retraction", "{\"wrong\":\"all\"}").json().path("detail").asString())
        .contains("still named by the newest judgement");
    String one = "{\"account_id\":\"" + accounts.getFirst() + "\"}";
    assertThat(call("POST", "/retraction", one).json().path("detail").asString())
        .contains("nobody cleared it");
    assertThat(call("POST", "/retraction", "{\"account_id\":\"stranger\"}").status())
        .isEqualTo(404);
  }

  @Test
  @Order(5)
  void anAccountThatAPersonClearedGetsALetterWithThatPersonsReason() throws Exception {
    String account = accounts.getFirst();
    clear(account);
    String body = "{\"account_id\":\"%s\",\"shared\":[\"indicator--1\"]}".formatted(account);
    assertThat(made(call("POST", "/retraction", body)).path("state").asString()).isEqualTo("ready");
    String letter = call("GET", "/dossier/" + campaign + "-account-cleared.json", "").text();
    assertThat(letter).contains(account, "the card of a relative", "indicator--1");
    assertThat(running.get("/v1/audit?limit=1000").text())
        .contains("\"what\":\"cleared\"")
        .doesNotContain(account);

    for (String other : accounts) {
      clear(other);
    }
    body = "{\"wrong\":\"They are one family.\"}";
    assertThat(made(call("POST", "/retraction", body)).path("for").asString())
        .isEqualTo("withdrawn");
    assertThat(call("GET", "/dossier/" + campaign + "-finding-withdrawn.html", "").text())
        .contains("They are one family.");
  }

  private static void clear(String account) throws Exception {
    var said =
        running.caller.call(
            running.admin,
            "POST /v1/accounts/{id}/protection",
            "/v1/accounts/" + account + "/protection",
            "{\"kind\":\"cleared\",\"days\":30,\"reason\":\"the card of a relative\"}");
    assertThat(said.status()).isEqualTo(201);
  }

  @Test
  @Order(6)
  void whatTheJournalNoLongerHoldsIsNotFilledIn() throws Exception {
    running.close();
    Path data = folder.resolve("data");
    for (String gone : List.of("journal", "state.bin", "state.previous.bin")) {
      if (Files.exists(data.resolve(gone))) {
        try (Stream<Path> all = Files.walk(data.resolve(gone))) {
          for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(one);
          }
        }
      }
    }
    running = Running.start(data, Map.of());
    assertThat(call("GET", "/dossier", "").status()).isEqualTo(404);
    JsonNode status = dossier("public");
    assertThat(status.path("state").asString()).isEqualTo("failed");
    assertThat(status.path("problem").asString())
        .contains(campaign + " counts ", "the journal holds 0 of them", "keep.exchanges");
    assertThat(status.path("files")).isEmpty();
  }

  @Test
  @Order(7)
  void anErasedAccountTakesTheWorkingsAndThePapersWithIt() throws Exception {
    running.caller.call(
        running.admin,
        "DELETE /v1/accounts/{id}/data",
        "/v1/accounts/" + accounts.getLast() + "/data?reason=asked",
        "");
    assertThat(call("GET", "/dossier", "").status()).isEqualTo(404);
    try (Stream<Path> left = Files.list(folder.resolve("data/dossiers"))) {
      assertThat(left).isEmpty();
    }
    assertThat(call("POST", "/dossier", "{\"for\":\"peer\"}").json().path("detail").asString())
        .contains("an account of it was erased");
  }
}
