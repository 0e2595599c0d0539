// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import static io.stillwatch.share.events.Company.NOW;
import static io.stillwatch.share.events.Company.lead;
import static io.stillwatch.share.events.Company.uri;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.stillwatch.share.door.Keep;
import io.stillwatch.share.events.Outcome.Code;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a receiver takes, and all that it does not.
class ReceiverTest {
  @TempDir Path folder;
  private Instant now = NOW;
  private SigningKeys alpha;
  private final List<Received> handed = new ArrayList<>();
  private Receiver receiver;

  @BeforeEach
  void alphaIsEnrolledAtBeta() throws IOException {
    alpha = SigningKeys.open(folder.resolve("alpha"));
    receiver = receiver();
  }

  private Receiver receiver() throws IOException {
    return new Receiver(
        uri("beta"),
        List.of(
            new Issuer("alpha", uri("alpha"), alpha.published()),
            new Issuer("gamma", uri("gamma"), SigningKeys.open(folder.resolve("g")).published())),
        handed::add,
        Keep.in(folder.resolve("beta")),
        () -> now);
  }

  private static JWTClaimsSet.Builder claims() {
    Map<String, Object> events = new HashMap<>();
    events.put(EventForm.LEAD, EventForm.write(lead(1)));
    return new JWTClaimsSet.Builder()
        .issuer(uri("alpha"))
        .audience(uri("beta"))
        .issueTime(Date.from(NOW))
        .jwtID("id-1")
        .claim("txn", lead(1).about().text())
        .claim("sub_id", EventForm.subject(lead(1).token()))
        .claim("events", events);
  }

  private static String sign(JWTClaimsSet.Builder claims, ECKey key, String type) {
    try {
      var jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256)
                  .type(new JOSEObjectType(type))
                  .keyID(key.getKeyID())
                  .build(),
              claims.build());
      jwt.sign(new ECDSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private Outcome receive(JWTClaimsSet.Builder claims) {
    return receiver.receive("alpha", sign(claims, alpha.active(), "secevent+jwt"));
  }

  private void refuses(JWTClaimsSet.Builder claims, Code error) {
    assertThat(receive(claims))
        .isInstanceOfSatisfying(Outcome.Refused.class, r -> assertThat(r.error()).isEqualTo(error));
    assertThat(handed).isEmpty();
  }

  @Test
  void anEventIsTakenOnceEvenAfterARestart() throws IOException {
    assertThat(receive(claims())).isEqualTo(new Outcome.Taken());
    assertThat(receive(claims())).isEqualTo(new Outcome.Passed());
    receiver = receiver();
    assertThat(receive(claims())).isEqualTo(new Outcome.Passed());
    assertThat(handed).containsExactly(new Received("alpha", "id-1", NOW, lead(1)));
  }

  @Test
  void whatCannotBeHandledComesAgain() throws IOException {
    var failing =
        new Receiver(
            uri("beta"),
            List.of(new Issuer("alpha", uri("alpha"), alpha.published())),
            received -> {
              throw new IllegalStateException("the disk is full");
            },
            Keep.in(folder.resolve("beta")),
            () -> now);
    String token = sign(claims(), alpha.active(), "secevent+jwt");

    assertThat(failing.receive("alpha", token)).isEqualTo(new Outcome.Later());
    assertThat(receiver.receive("alpha", token)).isEqualTo(new Outcome.Taken());
  }

  @Test
  void onlyEnrolledIssuersAndTheirOwnCallersAreHeard() {
    refuses(claims().issuer(uri("mallory")), Code.INVALID_ISSUER);
    refuses(claims().issuer(uri("gamma")), Code.ACCESS_DENIED);
    refuses(claims().audience(uri("gamma")), Code.INVALID_AUDIENCE);
  }

  @Test
  void aSignatureHasToHold() throws IOException {
    ECKey strange = SigningKeys.open(folder.resolve("strange")).active();
    assertThat(receiver.receive("alpha", sign(claims(), strange, "secevent+jwt")))
        .isInstanceOfSatisfying(
            Outcome.Refused.class, r -> assertThat(r.error()).isEqualTo(Code.INVALID_KEY));
    String token = sign(claims(), alpha.active(), "secevent+jwt");
    String[] parts = token.split("\\.");
    String other = sign(claims().jwtID("id-2"), alpha.active(), "secevent+jwt").split("\\.")[1];
    assertThat(receiver.receive("alpha", parts[0] + "." + other + "." + parts[2]))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            r -> assertThat(r.error()).isEqualTo(Code.AUTHENTICATION_FAILED));
    assertThat(receiver.receive("alpha", new PlainJWT(claims().build()).serialize()))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(receiver.receive("alpha", sign(claims(), alpha.active(), "JWT")))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(handed).isEmpty();
  }

  @Test
  void keysOverlapWhileTheyChange() throws IOException {
    String before = sign(claims(), alpha.active(), "secevent+jwt");
    alpha.rotate();
    String after = sign(claims().jwtID("id-2"), alpha.active(), "secevent+jwt");

    assertThat(receiver.receive("alpha", before)).isEqualTo(new Outcome.Taken());
    assertThat(receiver.receive("alpha", after)).isEqualTo(new Outcome.Taken());
    assertThat(SigningKeys.open(folder.resolve("alpha")).active().getKeyID())
        .isEqualTo(alpha.active().getKeyID());
    alpha.rotate();
    String unknown = sign(claims().jwtID("id-3"), alpha.active(), "secevent+jwt");
    assertThat(receiver.receive("alpha", unknown)).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void anEventIsNeitherOldNorFromTomorrow() {
    refuses(claims().issueTime(null), Code.INVALID_REQUEST);
    refuses(claims().issueTime(Date.from(NOW.minus(Duration.ofDays(8)))), Code.INVALID_REQUEST);
    refuses(claims().issueTime(Date.from(NOW.plus(Duration.ofMinutes(3)))), Code.INVALID_REQUEST);
    assertThat(receive(claims().issueTime(Date.from(NOW.plusSeconds(60)))))
        .isEqualTo(new Outcome.Taken());
  }

  @Test
  void aLeadThatIsOverIsAcknowledgedAndPassedOver() {
    now = lead(1).expires();
    assertThat(receive(claims().issueTime(Date.from(now)))).isEqualTo(new Outcome.Passed());
    assertThat(handed).isEmpty();
  }

  @Test
  void aTokenHasTheFormOfTheFramework() {
    refuses(claims().subject("ada"), Code.INVALID_REQUEST);
    refuses(claims().expirationTime(Date.from(NOW.plusSeconds(9))), Code.INVALID_REQUEST);
    refuses(claims().jwtID(null), Code.INVALID_REQUEST);
    refuses(claims().jwtID("x".repeat(129)), Code.INVALID_REQUEST);
    refuses(claims().claim("sub_id", null), Code.INVALID_REQUEST);
    refuses(claims().claim("events", null), Code.INVALID_REQUEST);
    refuses(claims().claim("events", Map.of()), Code.INVALID_REQUEST);
    refuses(
        claims().claim("events", Map.of("a:b", Map.of(), "a:c", Map.of())), Code.INVALID_REQUEST);
    refuses(claims().claim("events", Map.of("a:b", Map.of())), Code.INVALID_REQUEST);
    refuses(claims().claim("events", Map.of(EventForm.LEAD, "text")), Code.INVALID_REQUEST);
    refuses(
        claims().claim("sub_id", Map.of("format", "email", "email", "ada@example.org")),
        Code.INVALID_REQUEST);
    refuses(
        claims().claim("sub_id", Map.of("format", "opaque", "id", "ada@example.org")),
        Code.INVALID_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stix_id",
        "label",
        "confidence",
        "expires",
        "detector_version",
        "detector_sha256",
        "token_key"
      })
  void aLeadLacksNothing(String member) {
    Map<String, Object> body = new HashMap<>(EventForm.write(lead(1)));
    body.remove(member);
    refuses(claims().claim("events", Map.of(EventForm.LEAD, body)), Code.INVALID_REQUEST);
    body.put(member, List.of("ada@example.org"));
    refuses(claims().claim("events", Map.of(EventForm.LEAD, body)), Code.INVALID_REQUEST);
    body.put(member, "x".repeat(5000));
    refuses(claims().claim("events", Map.of(EventForm.LEAD, body)), Code.INVALID_REQUEST);
  }

  @Test
  void membersThatNobodyKnowsAreKeptNowhere() {
    Map<String, Object> body = new HashMap<>(EventForm.write(lead(1)));
    body.put("email", "ada@example.org");
    assertThat(receive(claims().claim("events", Map.of(EventForm.LEAD, body))))
        .isEqualTo(new Outcome.Taken());
    assertThat(handed.toString()).doesNotContain("ada");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "a.b.c", "....", "eyJhbGciOiJub25lIn0.e30.", "{}"})
  void whatIsNoTokenIsRefused(String text) {
    assertThat(receiver.receive("alpha", text)).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void whatIsTooLongIsNotParsed() {
    assertThat(receiver.receive("alpha", "a".repeat(9_000))).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aVerificationIsAcknowledged() {
    assertThat(
            receive(
                claims()
                    .claim("sub_id", Map.of("format", "opaque", "id", "stream-1"))
                    .claim("events", Map.of(EventForm.VERIFICATION, Map.of("state", "x")))))
        .isEqualTo(new Outcome.Passed());
  }

  @Test
  void ofOnePeerOnlySoMuchIsRemembered() throws IOException {
    var seen = new Seen(Keep.in(folder.resolve("small")), () -> now, 2);
    seen.add(new Received("alpha", "1", NOW, lead(1)));
    seen.add(new Received("alpha", "2", NOW, lead(2)));

    assertThat(seen.hasRoom("alpha")).isFalse();
    assertThat(seen.hasRoom("gamma")).isTrue();
    now = NOW.plus(Seen.WINDOW).plus(Duration.ofMinutes(3));
    assertThat(seen.hasRoom("alpha")).isTrue();
    assertThat(seen.has("alpha", "1")).isFalse();
  }

  @Test
  void aPrivateKeyIsNotEnrolled() {
    String secret = new com.nimbusds.jose.jwk.JWKSet(alpha.active()).toString(false);
    assertThatThrownBy(() -> new Issuer("alpha", uri("alpha"), secret))
        .hasMessageContaining("private")
        .hasMessageNotContaining("\"d\"");
  }
}
