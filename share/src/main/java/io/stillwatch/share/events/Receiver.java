// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.stillwatch.share.door.Keep;
import io.stillwatch.share.events.Outcome.Code;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Takes security event tokens (RFC 8417) of enrolled peers: verifies who signed them, for whom and
/// when, and hands each event on once. Any number of threads may call.
public final class Receiver {
  /// The largest token that is looked at.
  public static final int LENGTH_MOST = 8 * 1024;

  private static final Logger LOG = System.getLogger("io.stillwatch.share.events");
  private static final JOSEObjectType TYPE = new JOSEObjectType("secevent+jwt");
  private static final int ID_MOST = 128;
  private static final int SEEN_MOST = 500_000;

  private final String audience;
  private volatile Map<String, Known> issuers;
  private final Consumer<Received> handler;
  private final Seen seen;
  private final InstantSource clock;
  private final Map<String, Long> counts = new ConcurrentHashMap<>();
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  /// @param audience our own URI
  /// @param issuers whose events are taken
  /// @param handler is told of each event; may be told again of one after a crash, with the same
  ///   id. What it throws makes the peer send again
  public Receiver(
      String audience,
      List<Issuer> issuers,
      Consumer<Received> handler,
      Keep keep,
      InstantSource clock) {
    this.audience = audience;
    this.issuers = known(issuers);
    this.handler = handler;
    this.seen = new Seen(keep, clock, SEEN_MOST);
    this.clock = clock;
  }

  /// An issuer, and what verifies its signatures, by the id of each key.
  private record Known(Issuer issuer, Map<String, JWSVerifier> keys) {}

  private static Map<String, Known> known(List<Issuer> issuers) {
    return issuers.stream()
        .collect(Collectors.toMap(Issuer::uri, one -> new Known(one, verifiers(one))));
  }

  /// Those that cannot verify ES256 are not among them.
  private static Map<String, JWSVerifier> verifiers(Issuer issuer) {
    Map<String, JWSVerifier> all = new HashMap<>();
    for (JWK key : issuer.set().getKeys()) {
      try {
        if (key instanceof ECKey ec && ec.getKeyID() != null) {
          all.put(ec.getKeyID(), Es256.verifier(ec));
        }
      } catch (JOSEException e) {
        LOG.log(
            Level.WARNING, "a key of " + issuer.peer() + " cannot verify ES256; it is not used");
      }
    }
    return Map.copyOf(all);
  }

  /// From now on the events of these are taken, and of nobody else.
  public void become(List<Issuer> others) {
    issuers = known(others);
  }

  /// One token.
  ///
  /// @param peer who brought it; events of another are refused
  public Outcome receive(String peer, String token) {
    Outcome outcome = received(peer, token);
    counts.merge(outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT), 1L, Long::sum);
    return outcome;
  }

  /// How many tokens came since it was made, by what became of them: `taken`, `passed`, `refused`,
  /// `later`.
  public Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  private Outcome received(String peer, String token) {
    try {
      Read read = read(peer, token);
      return read.event().isEmpty() ? new Outcome.Passed() : take(read.event().get());
    } catch (Refusal refusal) {
      LOG.log(
          Level.WARNING, "an event of " + peer + " was refused: " + refusal.outcome.description());
      return refusal.outcome;
    } catch (Keep.Failed e) {
      return new Outcome.Later();
    }
  }

  private Outcome take(Received received) {
    if (seen.has(received.peer(), received.id()) || isOver(received.event())) {
      return new Outcome.Passed();
    }
    String key = received.peer() + " " + received.id();
    if (!seen.hasRoom(received.peer()) || !underWay.add(key)) {
      return new Outcome.Later();
    }
    try {
      handler.accept(received);
      seen.add(received);
      return new Outcome.Taken();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "an event could not be handled: " + e.getClass().getName());
      return new Outcome.Later();
    } finally {
      underWay.remove(key);
    }
  }

  private boolean isOver(Event event) {
    return event instanceof Event.Lead lead && !lead.expires().isAfter(clock.instant());
  }

  /// What was read; a verification of the stream carries no event.
  private record Read(Optional<Received> event) {}

  private Read read(String peer, String token) {
    if (token.length() > LENGTH_MOST) {
      throw new Refusal(Code.INVALID_REQUEST, "the token is longer than " + LENGTH_MOST);
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      Known issuer = issuer(claims, peer);
      verify(jwt, issuer.keys());
      return event(claims, issuer.issuer());
    } catch (ParseException e) {
      throw new Refusal(Code.INVALID_REQUEST, "this is no signed token");
    } catch (IllegalArgumentException e) {
      throw new Refusal(Code.INVALID_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  private Known issuer(JWTClaimsSet claims, String peer) {
    Known issuer = issuers.get(String.valueOf(claims.getIssuer()));
    if (issuer == null) {
      throw new Refusal(Code.INVALID_ISSUER, "the issuer is not enrolled here");
    }
    if (!issuer.issuer().peer().equals(peer)) {
      throw new Refusal(Code.ACCESS_DENIED, "this caller brings events of its own only");
    }
    return issuer;
  }

  private static void verify(SignedJWT jwt, Map<String, JWSVerifier> keys) {
    if (!TYPE.equals(jwt.getHeader().getType())
        || !JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())) {
      throw new Refusal(Code.INVALID_REQUEST, "a token is of type secevent+jwt, signed by ES256");
    }
    String id = jwt.getHeader().getKeyID();
    JWSVerifier key = id == null ? null : keys.get(id);
    if (key == null) {
      throw new Refusal(Code.INVALID_KEY, "the key is not enrolled here; send your new key set");
    }
    try {
      if (!jwt.verify(key)) {
        throw new Refusal(Code.AUTHENTICATION_FAILED, "the signature does not hold");
      }
    } catch (JOSEException e) {
      throw new Refusal(Code.INVALID_KEY, "the key cannot verify ES256");
    }
  }

  private Read event(JWTClaimsSet claims, Issuer issuer) throws ParseException {
    if (!claims.getAudience().contains(audience)) {
      throw new Refusal(Code.INVALID_AUDIENCE, "the token is for somebody else");
    }
    String id = claims.getJWTID();
    Map<String, Object> events = claims.getJSONObjectClaim("events");
    Map<String, Object> subject = claims.getJSONObjectClaim("sub_id");
    if (id == null || id.isEmpty() || id.length() > ID_MOST || events == null || subject == null) {
      throw new Refusal(Code.INVALID_REQUEST, "a token has jti, sub_id and events");
    }
    if (claims.getSubject() != null || claims.getExpirationTime() != null || events.size() != 1) {
      throw new Refusal(Code.INVALID_REQUEST, "a token has one event, and neither sub nor exp");
    }
    Instant issued = issued(claims);
    String type = events.keySet().iterator().next();
    if (type.equals(EventForm.VERIFICATION)) {
      return new Read(Optional.empty());
    }
    Map<String, Object> body = JWTClaimsSet.parse(events).getJSONObjectClaim(type);
    Event event = EventForm.read(type, subject, body == null ? Map.of() : body);
    return new Read(Optional.of(new Received(issuer.peer(), id, issued, event)));
  }

  private Instant issued(JWTClaimsSet claims) {
    if (claims.getIssueTime() == null
        || !Seen.isTimely(claims.getIssueTime().toInstant(), clock.instant())) {
      throw new Refusal(
          Code.INVALID_REQUEST, "iat is missing, ahead of our clock, or more than 7 days old");
    }
    return claims.getIssueTime().toInstant();
  }

  /// Leaves the reading.
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Outcome.Refused outcome;

    Refusal(Code error, String description) {
      super(description, null, false, false);
      outcome = new Outcome.Refused(error, description);
    }
  }
}
