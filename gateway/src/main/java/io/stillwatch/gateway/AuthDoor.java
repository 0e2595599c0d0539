// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.handler.codec.http.HttpMethod;
import io.stillwatch.model.Feature;
import io.stillwatch.model.desk.Answer;
import io.stillwatch.model.desk.Dialect;
import io.stillwatch.model.desk.Question;
import io.stillwatch.model.desk.Used;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// `GET /auth`: forward authentication for nginx (`?dialect=nginx`), and for Traefik, Caddy and
/// others that hand our whole reply to the caller (`?dialect=full`, the default). Nothing of the
/// request's body arrives here, so it counts as one request and settles at once.
final class AuthDoor implements Door {
  /// nginx's `auth_request` takes 2xx, 401 and 403, and makes 500 of anything else. What was meant
  /// stands here.
  private static final String STATUS = "x-stillwatch-status";

  private final Asking asking;
  private final Accounts accounts;
  private final InstantSource clock;
  private final Predicate<Call> may;

  AuthDoor(Asking asking, Accounts accounts, InstantSource clock, Predicate<Call> may) {
    this.asking = asking;
    this.accounts = accounts;
    this.clock = clock;
    this.may = may;
  }

  @Override
  public void answer(Call call, Consumer<Reply> to) {
    if (!call.method.equals(HttpMethod.HEAD)) {
      call.by(HttpMethod.GET);
    }
    Dialect dialect = dialect(call);
    if (!may.test(call)) {
      to.accept(told(call, unknown(dialect, "the gateway has no good token")));
      return;
    }
    Optional<Whose> whose = accounts.of(call.headers, call.remote);
    if (whose.isEmpty()) {
      to.accept(told(call, unknown(dialect, "no API key was sent")));
      return;
    }
    asking.ask(
        Question.of(whose.get().account()),
        call.loop,
        heard -> to.accept(told(call, reply(heard, call))));
  }

  private static Reply unknown(Dialect dialect, String message) {
    return Reply.of(dialect.reply(401, Dialect.Kind.UNKNOWN, message));
  }

  private static Dialect dialect(Call call) {
    String provider = call.query("provider");
    if (provider.isEmpty() && call.headers.contains("anthropic-version")) {
      return Dialect.ANTHROPIC;
    }
    return Dialect.of(provider);
  }

  private Reply reply(Heard heard, Call call) {
    Dialect dialect = dialect(call);
    return switch (heard) {
      case Heard.Said(Answer.Go go) -> {
        asking.settle(go.permit(), Used.NOTHING);
        yield go(go);
      }
      case Heard.Open(Answer.Go go) -> go(go).with("x-stillwatch-open", "1");
      case Heard.Said(Answer.Later later) -> Reply.of(dialect.later(later, clock.instant()));
      case Heard.Said(Answer.Lacks lacks) -> Reply.of(dialect.lacks(lacks));
      case Heard.Said(Answer.No no) -> Reply.of(dialect.no(no));
      case Heard.Closed closed ->
          Reply.of(dialect.unavailable("access cannot be decided right now"));
    };
  }

  private static Reply go(Answer.Go go) {
    String without = go.without().stream().map(Feature::word).collect(Collectors.joining(","));
    return Reply.empty(200)
        .with("x-stillwatch-without", without)
        .with("x-stillwatch-mark", go.mark());
  }

  private static Reply told(Call call, Reply reply) {
    boolean plain = reply.status() < 300 || reply.status() == 401 || reply.status() == 403;
    if (!call.query("dialect").equals("nginx")) {
      return reply;
    }
    Reply marked = reply.with(STATUS, String.valueOf(reply.status()));
    return plain ? marked : new Reply(403, marked.headers(), reply.body());
  }
}
