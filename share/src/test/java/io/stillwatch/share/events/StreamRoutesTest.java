// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import static io.stillwatch.share.events.Company.NOW;
import static io.stillwatch.share.events.Company.lead;
import static io.stillwatch.share.events.Company.secret;
import static io.stillwatch.share.events.Company.uri;
import static io.stillwatch.share.events.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Stream management and polling, as a peer sees them.
class StreamRoutesTest {
  private static final String PUSH = "application/secevent+jwt";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private Company alpha;
  private Company beta;

  @BeforeEach
  void betaMayHaveTheEventsOfAlpha() throws IOException {
    alpha = new Company("alpha", folder.resolve("a"), Map.of(), () -> NOW);
    beta =
        new Company(
            "beta", folder.resolve("b"), Map.of("alpha", alpha.keys.published()), () -> NOW);
    alpha.transmitter.allow(new Subscriber("beta", uri("beta"), List.of(beta.push())));
  }

  @AfterEach
  void close() {
    alpha.close();
    beta.close();
  }

  private record Answer(int status, JsonNode body) {}

  private Answer ask(String method, String path, String body)
      throws IOException, InterruptedException {
    return ask(method, path, body, "Bearer " + secret("beta", "alpha"));
  }

  private Answer ask(String method, String path, String body, String header)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        client.send(
            HttpRequest.newBuilder(URI.create(alpha.door.base() + path))
                .header("Authorization", header)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofByteArray());
    byte[] bytes = response.body();
    return new Answer(
        response.statusCode(),
        bytes.length == 0
            ? JsonMapper.shared().createObjectNode()
            : JsonMapper.shared().readTree(bytes));
  }

  private String pushTo(URI endpoint) {
    return "{\"delivery\":{\"method\":\"urn:ietf:rfc:8935\",\"endpoint_url\":\"%s\",\"authorization_header\":\"Bearer %s\"},\"events_requested\":[\"%s\",\"urn:other\"]}"
        .formatted(endpoint, secret("alpha", "beta"), EventForm.LEAD);
  }

  @Test
  void whoIsNewFindsEverythingFromTheWellKnownPlace() throws Exception {
    JsonNode found = ask("GET", "/.well-known/ssf-configuration", "", "none").body();
    assertThat(found.get("spec_version").stringValue()).isEqualTo("1_0");
    assertThat(found.get("issuer").stringValue()).isEqualTo(uri("alpha"));
    assertThat(found.get("configuration_endpoint").stringValue())
        .isEqualTo("https://alpha.example/ssf/stream");

    String keys = ask("GET", "/ssf/jwks", "", "none").body().toString();
    assertThat(JWKSet.parse(keys).getKeys()).hasSize(2).noneMatch(key -> key.isPrivate());
  }

  @Test
  void aPeerMakesReadsChangesAndEndsItsOneStream() throws Exception {
    Answer made = ask("POST", "/ssf/stream", pushTo(beta.push()));
    String id = made.body().get("stream_id").stringValue();
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body().get("aud").stringValue()).isEqualTo(uri("beta"));
    assertThat(made.body().get("events_delivered").values()).hasSize(1);
    assertThat(made.body().toString()).doesNotContain("secret of");
    assertThat(ask("POST", "/ssf/stream", pushTo(beta.push())).status()).isEqualTo(409);
    assertThat(ask("GET", "/ssf/stream?stream_id=" + id, "").body()).isEqualTo(made.body());
    assertThat(ask("GET", "/ssf/stream", "").body().values()).hasSize(1);

    Answer patched =
        ask(
            "PATCH",
            "/ssf/stream",
            "{\"stream_id\":\"%s\",\"description\":\"ours\"}".formatted(id));
    assertThat(patched.body().get("delivery")).isEqualTo(made.body().get("delivery"));
    assertThat(patched.body().get("description").stringValue()).isEqualTo("ours");
    Answer put = ask("PUT", "/ssf/stream", "{\"stream_id\":\"%s\"}".formatted(id));
    assertThat(put.body().get("delivery").get("method").stringValue())
        .isEqualTo("urn:ietf:rfc:8936");

    assertThat(
            ask("POST", "/ssf/status", "{\"stream_id\":\"%s\",\"status\":\"paused\"}".formatted(id))
                .status())
        .isEqualTo(200);
    assertThat(ask("GET", "/ssf/status?stream_id=" + id, "").body().get("status").stringValue())
        .isEqualTo("paused");
    assertThat(ask("DELETE", "/ssf/stream?stream_id=" + id, "").status()).isEqualTo(204);
    assertThat(ask("GET", "/ssf/stream?stream_id=" + id, "").status()).isEqualTo(404);
    assertThat(ask("GET", "/ssf/stream", "").body().values()).isEmpty();
  }

  @Test
  void nobodyMakesUsPushElsewhere() throws Exception {
    URI push = beta.push();
    for (String other :
        List.of(
            "http://127.0.0.1:1/",
            "http://169.254.169.254/latest",
            "file:///etc/passwd",
            "nonsense",
            "http://user@127.0.0.1:" + push.getPort() + push.getPath(),
            push.resolve("/elsewhere").toString(),
            push + "/../../../elsewhere")) {
      assertThat(ask("POST", "/ssf/stream", pushTo(URI.create(other))).status())
          .as(other)
          .isEqualTo(400);
    }
    assertThat(alpha.transmitter.stream("beta")).isEmpty();
  }

  @Test
  void onlyWhoIsEnrolledManagesAndOnlyItsOwn() throws Exception {
    String id =
        ask("POST", "/ssf/stream", pushTo(beta.push())).body().get("stream_id").stringValue();
    for (String path : List.of("/ssf/stream?stream_id=" + id, "/ssf/status?stream_id=" + id)) {
      assertThat(ask("GET", path, "", "Bearer guess").status()).isEqualTo(401);
      assertThat(ask("GET", path, "", "Bearer " + secret("gamma", "alpha")).status())
          .isEqualTo(404);
    }
    assertThat(ask("POST", "/ssf/poll/" + id, "{}", "Bearer " + secret("gamma", "alpha")).status())
        .isEqualTo(404);
    assertThat(ask("POST", "/ssf/stream", "{}", "Bearer " + secret("gamma", "alpha")).status())
        .isEqualTo(400);
    assertThat(ask("POST", "/ssf/stream", "[1]").status()).isEqualTo(400);
    assertThat(ask("POST", "/ssf/stream", "x".repeat(70_000)).status()).isEqualTo(413);
  }

  @Test
  void aVerificationComesOverTheStream() throws Exception {
    String made = ask("POST", "/ssf/stream", "{}").body().get("stream_id").stringValue();
    assertThat(
            ask("POST", "/ssf/verify", "{\"stream_id\":\"%s\",\"state\":\"abc\"}".formatted(made))
                .status())
        .isEqualTo(204);

    JsonNode sets =
        ask("POST", "/ssf/poll/" + made, "{\"returnImmediately\":true}").body().get("sets");
    SignedJWT jwt = SignedJWT.parse(sets.values().iterator().next().stringValue());
    assertThat(jwt.verify(new ECDSAVerifier(alpha.keys.active()))).isTrue();
    assertThat(jwt.getHeader().getType().getType()).isEqualTo("secevent+jwt");
    assertThat(jwt.getJWTClaimsSet().getClaims()).doesNotContainKeys("sub", "exp");
    assertThat(jwt.getJWTClaimsSet().getJSONObjectClaim("sub_id")).containsEntry("id", made);
    assertThat(jwt.getJWTClaimsSet().getJSONObjectClaim("events"))
        .isEqualTo(Map.of(EventForm.VERIFICATION, Map.of("state", "abc")));
  }

  @Test
  void whoPollsGetsEachEventUntilItAcknowledges() throws Exception {
    String id = ask("POST", "/ssf/stream", "{}").body().get("stream_id").stringValue();
    URI endpoint = URI.create(alpha.door.base() + "/ssf/poll/" + id);
    alpha.transmitter.send(List.of(lead(1), lead(2), lead(3)));
    JsonNode two =
        ask("POST", "/ssf/poll/" + id, "{\"maxEvents\":2,\"returnImmediately\":true}").body();
    assertThat(two.get("sets").values()).hasSize(2);
    assertThat(two.get("moreAvailable").booleanValue()).isTrue();

    var poller =
        new Poller(
            "alpha",
            endpoint,
            client,
            Optional.of("Bearer " + secret("beta", "alpha")),
            beta.receiver);
    assertThat(poller.poll(false)).isEqualTo(3);
    assertThat(poller.poll(false)).isZero();
    assertThat(alpha.transmitter.waiting("beta")).isZero();
    assertThat(beta.heard).hasSize(3);
  }

  @Test
  void whoPollsWithPatienceIsToldAtOnce() throws Exception {
    String id = ask("POST", "/ssf/stream", "{}").body().get("stream_id").stringValue();
    URI endpoint = URI.create(alpha.door.base() + "/ssf/poll/" + id);
    var poller =
        new Poller(
            "alpha",
            endpoint,
            client,
            Optional.of("Bearer " + secret("beta", "alpha")),
            beta.receiver);
    Thread waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    poller.poll(true);
                  } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
    alpha.transmitter.send(lead(5));
    until(() -> beta.heard.size() == 1);
    waiting.join();
  }

  @Test
  void aPushIsAnsweredAsTheRfcHasIt() throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(beta.push()).POST(BodyPublishers.ofString("no token"));
    HttpResponse<String> stranger = client.send(request.build(), BodyHandlers.ofString());
    assertThat(stranger.statusCode()).isEqualTo(401);
    request.header("Authorization", "Bearer " + secret("alpha", "beta"));
    assertThat(client.send(request.build(), BodyHandlers.ofString()).body())
        .contains("invalid_request");
    HttpResponse<String> refused =
        client.send(request.header("Content-Type", PUSH).build(), BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.headers().firstValue("Content-Language")).hasValue("en");
    assertThat(refused.body()).contains("\"err\":\"invalid_request\"");
  }

  /// What is signed can be read by whoever has the published keys, in the form of the framework.
  @Test
  void anEventHasTheMembersOfTheFramework()
      throws IOException, ParseException, JOSEException, InterruptedException {
    String id = ask("POST", "/ssf/stream", "{}").body().get("stream_id").stringValue();
    alpha.transmitter.send(lead(7));
    JsonNode sets =
        ask("POST", "/ssf/poll/" + id, "{\"returnImmediately\":true}").body().get("sets");
    SignedJWT jwt = SignedJWT.parse(sets.values().iterator().next().stringValue());
    String published = ask("GET", "/ssf/jwks", "", "none").body().toString();

    assertThat(
            jwt.verify(
                new ECDSAVerifier(
                    JWKSet.parse(published).getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey())))
        .isTrue();
    assertThat(jwt.getJWTClaimsSet().getClaims().keySet())
        .containsExactlyInAnyOrder("iss", "aud", "iat", "jti", "txn", "sub_id", "events");
    assertThat(jwt.getJWTClaimsSet().getJWTID()).isEqualTo(sets.propertyNames().iterator().next());
    assertThat(jwt.getParsedString().length()).isLessThan(1_500);
  }
}
