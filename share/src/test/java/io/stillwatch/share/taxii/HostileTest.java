// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.store.StoreConfig;
import io.stillwatch.store.shelf.Shelf;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whatever comes, it is the caller's fault and never ours.
class HostileTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String SECRET = Peer.freshSecret();
  private static final Peer ANNA =
      Peer.bySecret("anna", SECRET).creating("identity--8f3c2f3e-7c4f-4c35-a1a0-7a1d5b0b6a55");
  private static final Coalition COALITION =
      Coalition.of("Test")
          .with(ANNA)
          .with(TaxiiCollection.of("rw", Set.of("anna"), Set.of("anna")));

  @TempDir private Path folder;

  private static Asked asked(String method, String path, String query, byte[] body) {
    var headers =
        new Asked.Headers(
            List.of(), Optional.of(Taxii.MEDIA_TYPE), Optional.empty(), Optional.of(ANNA));
    return new Asked(method, path, query, headers, most -> body);
  }

  private static final List<String> PIECES =
      List.of(
          "/taxii2/",
          "coalition",
          "collections",
          "rw",
          "objects",
          "manifest",
          "versions",
          "status",
          "/",
          "//",
          "..",
          "%2e",
          "%00",
          "?",
          "é",
          "\u0000",
          "limit",
          "next",
          "added_after",
          "match[id]",
          "match[version]",
          "match[type]",
          "match[spec_version]",
          "match%5Bid%5D",
          "=",
          "&",
          ",",
          "all",
          "first",
          "last",
          "0",
          "-1",
          "1",
          "99999999999999999999",
          "after-",
          "after-ffffffffffffffff",
          "after-8000000000000000",
          "2026-01-31T12:00:00Z",
          "0000-01-01T00:00:00Z",
          "9999-12-31T23:59:59.999999999Z",
          "2.1",
          "%",
          "%zz",
          "'",
          "\"",
          ";--",
          "{",
          "}",
          "[",
          "]",
          ":",
          "\"objects\"",
          "\"id\"",
          "\"type\"",
          "\"tool\"",
          "\"modified\"",
          "\"created\"",
          "null",
          "true",
          "1e999999999",
          "tool--8f3c2f3e-7c4f-4c35-a1a0-7a1d5b0b6a55",
          "\"spec_version\"",
          "\\u0000",
          "\"tool--8f3c2f3e-7c4f-4c35-a1a0-7a1d5b0b6a55\"",
          "\"2026-01-31T12:00:00.000Z\"");

  private static String mess(Random random, int most) {
    var text = new StringBuilder();
    for (int i = random.nextInt(most); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  @Test
  void noRequestIsAFaultOfOurs() {
    long seed = 5;
    var random = new Random(seed);
    var faults = new ArrayList<Throwable>();
    try (Shelf shelf = Shelf.open(new StoreConfig.Embedded(folder), InstantSource.system())) {
      var server = new TaxiiServer(shelf, COALITION, TaxiiServer.Limits.STANDARD, faults::add);
      List<String> paths =
          List.of(
              "/taxii2/coalition/collections/rw/objects/",
              "/taxii2/coalition/collections/rw/manifest/",
              "/taxii2/coalition/collections/rw/objects/tool--8f3c2f3e-7c4f-4c35-a1a0-7a1d5b0b6a55/",
              "/taxii2/coalition/collections/rw/objects/tool--8f3c2f3e-7c4f-4c35-a1a0-7a1d5b0b6a55/versions/");
      List<String> methods = List.of("GET", "GET", "GET", "POST", "POST", "DELETE", "HEAD", "X");
      for (int i = 0; i < 6_000; i++) {
        String path =
            random.nextInt(4) == 0 ? mess(random, 8) : paths.get(random.nextInt(paths.size()));
        String body =
            random.nextBoolean() ? mess(random, 30) : "{\"objects\":[{" + mess(random, 12) + "}]}";
        Asked asked =
            asked(
                methods.get(random.nextInt(methods.size())),
                path,
                mess(random, 8),
                body.getBytes(UTF_8));
        Answer answer = server.answer(asked);
        assertThat(answer.status()).as("seed %d, request %d", seed, i).isBetween(200, 499);
        if (!answer.body().isEmpty()) {
          JsonNode json = MAPPER.readTree(answer.body());
          assertThat(json.isObject()).isTrue();
          assertThat(answer.status() < 400 || json.path("title").isString()).isTrue();
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  private static int post(TaxiiServer server, byte[] body) {
    return server
        .answer(asked("POST", "/taxii2/coalition/collections/rw/objects/", "", body))
        .status();
  }

  @Test
  void bodiesThatAreMeantToHurtDoNot() {
    var faults = new ArrayList<Throwable>();
    try (Shelf shelf = Shelf.open(new StoreConfig.Embedded(folder), InstantSource.system())) {
      var server = new TaxiiServer(shelf, COALITION, TaxiiServer.Limits.STANDARD, faults::add);
      String deep = "{\"objects\":[{\"id\":" + "[".repeat(500_000);
      assertThat(post(server, deep.getBytes(UTF_8))).isEqualTo(400);
      String deepInside = "{\"objects\":[{\"x\":" + "[".repeat(100) + "]".repeat(100) + "}]}";
      assertThat(post(server, deepInside.getBytes(UTF_8))).isEqualTo(400);
      String many = "{\"objects\":[" + "{},".repeat(3_000_000) + "{}]}";
      assertThat(post(server, many.getBytes(UTF_8))).isEqualTo(400);
      String number = "{\"objects\":[{\"x\":" + "9".repeat(1_000_000) + "}]}";
      assertThat(post(server, number.getBytes(UTF_8))).isIn(400, 422);
      assertThat(post(server, "{\"objects\":[{\"x\":\"\u00e9\"}]}".getBytes(ISO_8859_1)))
          .isEqualTo(400);
      assertThat(post(server, "\ufeff{}".getBytes(UTF_8))).isIn(400, 422);
      assertThat(post(server, "{}".getBytes(java.nio.charset.StandardCharsets.UTF_16)))
          .isEqualTo(400);
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void nobodyPostsInTheNameOfAnother() {
    try (Shelf shelf = Shelf.open(new StoreConfig.Embedded(folder), InstantSource.system())) {
      var server = new TaxiiServer(shelf, COALITION, TaxiiServer.Limits.STANDARD, fault -> {});
      String object = Objects.campaign(1);
      String forged =
          object.replace(
              "\"name\"",
              "\"created_by_ref\":\"identity--00000000-7c4f-4c35-a1a0-7a1d5b0b6a55\",\"name\"");
      Answer answer =
          server.answer(
              asked(
                  "POST",
                  "/taxii2/coalition/collections/rw/objects/",
                  "",
                  ("{\"objects\":[" + forged + "]}").getBytes(UTF_8)));
      JsonNode status = MAPPER.readTree(answer.body());
      assertThat(status.path("failure_count").asInt()).isEqualTo(1);
      assertThat(status.path("failures").path(0).path("message").asString()).contains("is not you");
      assertThat(shelf.has(server.id("rw"), Objects.id("campaign", 1))).isFalse();
    }
  }

  /// What no client library would send.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /taxii2/%zz HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer SECRET\r\n",
        "GET /taxii2/?limit=%zz HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer SECRET\r\n",
        "GET /taxii2/coalition/collections/rw/objects/?limit=%zz HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer SECRET\r\n",
        "GET /taxii2/coalition/collections/rw/objects/?match[id]=<x> HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer SECRET\r\n",
        "GET /taxii2/../../etc/passwd HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer SECRET\r\n",
        "GET /taxii2/\u00ff HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer SECRET\r\n",
        "GET  HTTP/1.1\r\nHost: h\r\n",
        "NONSENSE\r\n",
        "GET /taxii2/ HTTP/1.1\r\nHost: h\r\nAuthorization: Basic \u00ff\u00ff\r\n",
        "GET /taxii2/ HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer SECRET\r\nAuthorization: Bearer x\r\n",
        "POST /taxii2/coalition/collections/rw/objects/ HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer SECRET\r\nContent-Type: application/taxii+json\r\nContent-Length: -5\r\n",
        "POST /taxii2/coalition/collections/rw/objects/ HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer SECRET\r\nContent-Type: application/taxii+json\r\nContent-Length: 99999999999999\r\n",
        "POST /taxii2/coalition/collections/rw/objects/ HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer SECRET\r\nContent-Type: application/taxii+json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      })
  void onTheWireTooNothingIsAFaultOfOurs(String request) throws Exception {
    try (Hub hub = Hub.start(HubConfig.local(folder), COALITION, InstantSource.system())) {
      String answer = exchanged(hub, request.replace("SECRET", SECRET) + "\r\n");
      assertThat(answer).as(request).matches("(?s)(HTTP/1.1 4\\d\\d .*)?");
      assertThat(answer.isEmpty() || answer.contains("taxii+json")).as(answer).isTrue();
      String sound =
          "GET /taxii2/ HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + SECRET + "\r\n\r\n";
      assertThat(exchanged(hub, sound)).startsWith("HTTP/1.1 200");
    }
  }

  private static String exchanged(Hub hub, String request) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", hub.discovery().getPort())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), UTF_8);
    } catch (java.net.SocketException e) {
      return ""; // hung up on
    }
  }
}
