// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.stillwatch.server.login.Attempt;
import io.stillwatch.server.login.CodeFlow;
import io.stillwatch.server.login.LoginFailed;
import io.stillwatch.store.Role;
import io.stillwatch.store.Store;
import io.stillwatch.store.StoreFailed;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// `/login`: a person goes to the issuer and comes back with a session. Who logs in is in the audit
/// log.
final class LoginRoute {
  private static final String ATTEMPT = "stillwatch-login";
  private static final String HOME = "/login/session";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int LONGEST = 1_000;

  private final Store store;
  private final Sessions sessions;
  private final Optional<Issuer> issuer;

  /// @param flow how one logs in there
  /// @param roleClaim the claim that holds the role
  /// @param here this server, as browsers see it
  record Issuer(CodeFlow flow, String roleClaim, Supplier<String> here) {
    URI redirect() {
      return URI.create(here.get() + "/login/callback");
    }
  }

  /// @param issuer empty when nobody logs in here
  LoginRoute(Store store, Sessions sessions, Optional<Issuer> issuer) {
    this.store = store;
    this.sessions = sessions;
    this.issuer = issuer;
  }

  void on(Api api) {
    api.open("/login", (request, response) -> guarded(response, () -> begin(request, response)));
    api.open(
        "/login/callback", (request, response) -> guarded(response, () -> end(request, response)));
    api.get("/login/session", Role.VIEWER, this::session);
    api.post("/logout", Role.VIEWER, this::logout);
  }

  private static void guarded(ServerResponse response, Runnable work) {
    try {
      work.run();
    } catch (Problem problem) {
      Json.send(response, problem);
    } catch (StoreFailed e) {
      Json.send(response, Problem.unavailable("the database does not answer; log in again later"));
    } catch (RuntimeException e) {
      Json.send(response, Problem.badRequest("the login did not come to an end; begin at /login"));
    }
  }

  private Issuer issuer() {
    return issuer.orElseThrow(
        () -> Problem.notFound("an issuer to log in at (people.oidc-client)"));
  }

  /// The cookie holds the attempt's random number and where to go afterwards; both are in the state
  /// that comes back.
  private void begin(ServerRequest request, ServerResponse response) {
    Issuer at = issuer();
    String to = request.query().first("to").asOptional().filter(LoginRoute::isHere).orElse(HOME);
    String kept =
        Sessions.random()
            + "."
            + Base64.getUrlEncoder().withoutPadding().encodeToString(to.getBytes(UTF_8));
    response.header(sessions.cookie(ATTEMPT, kept, "/login", PATIENCE));
    go(response, at.flow().begin(Attempt.of(kept, at.redirect())).toString());
  }

  /// Nowhere else: a path of this server, and no other host behind a second slash.
  private static boolean isHere(String to) {
    return to.length() <= LONGEST && to.matches("/([A-Za-z0-9_.~?&=%-][A-Za-z0-9_.~?&=%/-]*)?");
  }

  private void end(ServerRequest request, ServerResponse response) {
    Issuer at = issuer();
    String kept =
        Sessions.cookie(request, ATTEMPT)
            .orElseThrow(() -> Problem.badRequest("no login was begun here; begin at /login"));
    URI callback = URI.create(at.redirect() + "?" + request.query().rawValue());
    Who who = who(at, Attempt.of(kept, at.redirect()), callback);
    store.change(who.name(), change -> change.note("login", who.role().word(), Map.of()));
    response.header(sessions.cookie(ATTEMPT, "", "/login", Duration.ZERO));
    response.headers().add(sessions.begin(who));
    String to = kept.substring(kept.indexOf('.') + 1);
    go(response, new String(Base64.getUrlDecoder().decode(to), UTF_8));
  }

  private static Who who(Issuer at, Attempt attempt, URI callback) {
    try {
      CodeFlow.Person person = at.flow().end(attempt, callback, at.roleClaim());
      Role role =
          person
              .role()
              .flatMap(Role::of)
              .orElseThrow(
                  () ->
                      Problem.forbidden(
                          "your login has no role here; the claim %s holds it"
                              .formatted(at.roleClaim())));
      return new Who(person.subject(), role, true);
    } catch (LoginFailed e) {
      throw Problem.badRequest(e.getMessage() + "; begin again at /login");
    }
  }

  private void session(Who who, ServerRequest request, ServerResponse response) {
    Json.send(
        response,
        200,
        Json.map(
            "name", who.name(),
            "role", who.role().word(),
            "csrf", sessions.of(request).map(Sessions.Session::csrf).orElse(null)));
  }

  private void logout(Who who, ServerRequest request, ServerResponse response) {
    response.header(sessions.end(request));
    Json.send(response, 200, Json.map("logged_out", true));
  }

  private static void go(ServerResponse response, String to) {
    response.status(Status.SEE_OTHER_303);
    response.header(HeaderValues.create(HeaderNames.LOCATION, to));
    response.header(HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store"));
    response.header(HeaderValues.create("Referrer-Policy", "no-referrer"));
    response.send();
  }
}
