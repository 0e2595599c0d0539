// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.stillwatch.model.crypto.Sha256;
import io.stillwatch.store.Logins;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/// Who is logged in by a browser, kept in the database for all replicas: a cookie that no script
/// can read, and that the browser sends from our own pages alone. Whatever changes anything needs
/// the session's second secret in a header as well, which no other site can set. It follows from
/// the first, which does not follow from it.
final class Sessions {
  /// Where a page says the second secret.
  static final HeaderName CSRF = HeaderNames.create("X-CSRF-Token");

  private static final Duration LASTS = Duration.ofHours(8);
  private static final int BYTES = 32;
  private static final Set<Method> SAFE = Set.of(Method.GET, Method.HEAD);
  private static final SecureRandom CHANCE = new SecureRandom();

  private final Logins logins;
  private final InstantSource clock;
  private final boolean secure;

  /// @param who logged in
  /// @param csrf the second secret
  record Session(Who who, String csrf) {}

  /// @param clock of this machine
  /// @param secure whether browsers reach us over TLS; the cookie then goes over nothing else
  Sessions(Logins logins, InstantSource clock, boolean secure) {
    this.logins = logins;
    this.clock = clock;
    this.secure = secure;
  }

  /// Unguessable, for a URL or a cookie.
  static String random() {
    byte[] bytes = new byte[BYTES];
    CHANCE.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// Begins a session.
  ///
  /// @return the header that gives its cookie
  Header begin(Who who) {
    String secret = random();
    long until = clock.millis() + LASTS.toMillis();
    logins.begin(secret, new Logins.Login(who.name(), who.role(), until));
    return cookie(name(), secret, "/", LASTS);
  }

  /// Ends the session of a request.
  ///
  /// @return the header that takes the cookie back
  Header end(ServerRequest request) {
    cookie(request, name()).ifPresent(logins::end);
    return cookie(name(), "", "/", Duration.ZERO);
  }

  Optional<Session> of(ServerRequest request) {
    return cookie(request, name())
        .flatMap(
            secret ->
                logins
                    .find(secret)
                    .map(one -> new Session(new Who(one.name(), one.role(), true), csrf(secret))));
  }

  /// Who sends a request, by its cookie.
  ///
  /// @throws Problem when it would change something and does not bear the second secret
  Optional<Who> who(ServerRequest request) {
    Optional<Session> session = of(request);
    if (session.isPresent() && !SAFE.contains(request.prologue().method())) {
      String said = request.headers().first(CSRF).orElse("");
      if (!MessageDigest.isEqual(said.getBytes(UTF_8), session.get().csrf().getBytes(UTF_8))) {
        throw Problem.forbidden(
            "a browser that changes something sends X-CSRF-Token, as GET /login/session says it");
      }
    }
    return session.map(Session::who);
  }

  static Optional<String> cookie(ServerRequest request, String name) {
    return request.headers().cookies().first(name).asOptional();
  }

  /// @param path below which the browser sends it
  Header cookie(String name, String value, String path, Duration lasts) {
    String text =
        "%s=%s; Path=%s; Max-Age=%d; HttpOnly; SameSite=Lax%s"
            .formatted(name, value, path, lasts.toSeconds(), secure ? "; Secure" : "");
    return HeaderValues.create(HeaderNames.SET_COOKIE, text);
  }

  /// With the prefix, a browser takes it from us alone, over TLS (RFC 6265bis).
  private String name() {
    return secure ? "__Host-stillwatch" : "stillwatch";
  }

  private static String csrf(String secret) {
    return Sha256.hex("stillwatch csrf 1 " + secret);
  }
}
