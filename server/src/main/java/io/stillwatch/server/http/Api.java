// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.stillwatch.store.Role;
import io.stillwatch.store.StoreFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Lays out routes: who may call, and what is said when it cannot be done.
final class Api {
  private static final String BEARER = "Bearer ";

  private final Doorkeeper doorkeeper;
  private final Sessions sessions;
  private final Consumer<Throwable> faults;
  private final HttpRouting.Builder routing;
  private final List<String> routes = new ArrayList<>();

  /// @param faults is told of what went wrong by our own fault
  Api(
      Doorkeeper doorkeeper,
      Sessions sessions,
      Consumer<Throwable> faults,
      HttpRouting.Builder routing) {
    this.doorkeeper = doorkeeper;
    this.sessions = sessions;
    this.faults = faults;
    this.routing = routing;
  }

  /// Answers a request of somebody who was let in.
  interface Answer {
    void to(Who who, ServerRequest request, ServerResponse response);
  }

  Api get(String path, Role role, Answer answer) {
    return route(Method.GET, path, role, answer);
  }

  Api post(String path, Role role, Answer answer) {
    return route(Method.POST, path, role, answer);
  }

  Api put(String path, Role role, Answer answer) {
    return route(Method.PUT, path, role, answer);
  }

  Api delete(String path, Role role, Answer answer) {
    return route(Method.DELETE, path, role, answer);
  }

  /// A route for everybody.
  Api open(String path, Handler handler) {
    routes.add("GET " + path);
    routing.get(path, handler);
    return this;
  }

  private Api route(Method method, String path, Role role, Answer answer) {
    routes.add(method.text() + " " + path);
    routing.route(method, path, (request, response) -> let(role, answer, request, response));
    return this;
  }

  private void let(Role role, Answer answer, ServerRequest request, ServerResponse response) {
    try {
      Who who = who(request);
      who.must(role);
      answer.to(who, request, response);
    } catch (Problem problem) {
      Json.send(response, problem);
    } catch (IllegalArgumentException e) {
      Json.send(response, Problem.badRequest(String.valueOf(e.getMessage())));
    } catch (StoreFailed e) {
      Json.send(response, Problem.unavailable("the database does not answer; nothing was changed"));
    } catch (ServerConnectionException gone) {
      throw gone;
    } catch (RuntimeException e) {
      faults.accept(e);
      Json.send(response, Problem.internal());
    }
  }

  private Who who(ServerRequest request) {
    List<String> all = request.headers().values(HeaderNames.AUTHORIZATION);
    if (all.isEmpty()) {
      return sessions.who(request).orElseThrow(Problem::unauthorized);
    }
    if (all.size() != 1 || !all.getFirst().startsWith(BEARER)) {
      throw Problem.unauthorized();
    }
    return doorkeeper
        .who(all.getFirst().substring(BEARER.length()).strip())
        .orElseThrow(Problem::unauthorized);
  }

  /// All routes so far, such as `GET /v1/campaigns`.
  List<String> routes() {
    return List.copyOf(routes);
  }

  /// A part of the path.
  static String part(ServerRequest request, String name) {
    return request.path().pathParameters().get(name);
  }

  /// A number in the query.
  static int number(ServerRequest request, String name, int otherwise, int most) {
    try {
      return request
          .query()
          .first(name)
          .asOptional()
          .map(text -> Math.clamp(Integer.parseInt(text), 0, most))
          .orElse(otherwise);
    } catch (NumberFormatException e) {
      throw Problem.badRequest(name + " takes a whole number");
    }
  }
}
