// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.handler.codec.http.HttpMethod;
import io.stillwatch.model.Feature;
import io.stillwatch.model.desk.Answer;
import io.stillwatch.model.desk.Dialect;
import io.stillwatch.model.desk.Permit;
import io.stillwatch.model.desk.Question;
import io.stillwatch.model.desk.Refusal;
import io.stillwatch.model.desk.Used;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/// `POST /v1/check` and `POST /v1/settle`: the desk for gateways that ask before a request and tell
/// after it. The answer is always 200; the status to give the caller stands in it.
final class CheckDoor {
  /// Bears the customer's API key when no account id is known.
  private static final String KEY = "x-stillwatch-api-key";

  private final Asking asking;
  private final Accounts accounts;
  private final InstantSource clock;

  CheckDoor(Asking asking, Accounts accounts, InstantSource clock) {
    this.asking = asking;
    this.accounts = accounts;
    this.clock = clock;
  }

  void check(Call call, Consumer<Reply> to) {
    call.by(HttpMethod.POST);
    Wish wish = new Wish();
    JsonIn.object(call.body, wish::take);
    Dialect dialect = Dialect.of(wish.provider);
    asking.ask(question(wish, call), call.loop, heard -> to.accept(reply(heard, dialect)));
  }

  private Question question(Wish wish, Call call) {
    String account = wish.account;
    if (account.isEmpty()) {
      account = call.header(KEY).map(accounts::byKey).orElse("");
    }
    if (account.isEmpty()) {
      throw new BadRequest(400, "no account: write it in `account`, or send " + KEY);
    }
    return new Question(account, wish.wants, wish.input, wish.output);
  }

  /// The members of a question, in any order.
  private static final class Wish {
    String account = "";
    String provider = "";
    final Set<Feature> wants = EnumSet.noneOf(Feature.class);
    long input;
    long output;

    void take(String name, JsonIn in) {
      switch (name) {
        case "account" -> account = in.text();
        case "provider" -> provider = in.text();
        case "wants" -> in.elements(() -> wants.add(feature(in.text())));
        case "input_tokens" -> input = in.count().orElse(0);
        case "output_tokens" -> output = in.count().orElse(0);
        default -> in.skip();
      }
    }

    private static Feature feature(String word) {
      return Feature.of(word)
          .orElseThrow(
              () ->
                  new BadRequest(
                      400,
                      "wants takes logprobs, reasoning, several-answers and temperature-zero"));
    }
  }

  private Reply reply(Heard heard, Dialect dialect) {
    return Reply.json(
        JsonOut.object(
            out -> {
              switch (heard) {
                case Heard.Said(Answer.Go go) -> go(out, go, false);
                case Heard.Open(Answer.Go go) -> go(out, go, true);
                case Heard.Said(Answer.Later later) -> later(out, dialect, later);
                case Heard.Said(Answer.Lacks lacks) -> refusal(out, dialect.lacks(lacks));
                case Heard.Said(Answer.No no) -> refusal(out, dialect.no(no));
                case Heard.Closed closed ->
                    refusal(out, dialect.unavailable("access cannot be decided right now"));
              }
            }));
  }

  private static void go(JsonGenerator out, Answer.Go go, boolean open) {
    out.writeBooleanProperty("allow", true);
    out.writeBooleanProperty("open", open);
    out.writeName("without");
    out.writeStartArray();
    go.without().forEach(feature -> out.writeString(feature.word()));
    out.writeEndArray();
    out.writeStringProperty("mark", go.mark());
    out.writeName("permit");
    out.writeStartObject();
    out.writeStringProperty("account", go.permit().account());
    out.writeNumberProperty("number", go.permit().number());
    out.writeNumberProperty("input", go.permit().input());
    out.writeNumberProperty("output", go.permit().output());
    out.writeEndObject();
  }

  private void later(JsonGenerator out, Dialect dialect, Answer.Later later) {
    refusal(out, dialect.later(later, clock.instant()));
    out.writeNumberProperty("retry_after_ms", Dialect.clamped(later.retryAfter()).toMillis());
  }

  private static void refusal(JsonGenerator out, Refusal reply) {
    out.writeBooleanProperty("allow", false);
    out.writeNumberProperty("status", reply.status());
    out.writeStringProperty("decision", reply.headers().getOrDefault(Dialect.DECISION, ""));
    out.writeBooleanProperty("should_retry", !reply.headers().containsKey("x-should-retry"));
    out.writeStringProperty("message", reply.message());
    out.writeStringProperty("body", reply.body());
  }

  void settle(Call call, Consumer<Reply> to) {
    call.by(HttpMethod.POST);
    Spent spent = new Spent();
    JsonIn.object(call.body, spent::take);
    if (spent.account.isEmpty()) {
      throw new BadRequest(400, "no permit: send back the `permit` of the answer");
    }
    asking.settle(
        new Permit(spent.account, spent.number, spent.reservedInput, spent.reservedOutput),
        new Used(spent.input, spent.output));
    to.accept(Reply.empty(204));
  }

  /// The members of a settlement, in any order.
  private static final class Spent {
    String account = "";
    long number;
    long reservedInput;
    long reservedOutput;
    long input;
    long output;

    void take(String name, JsonIn in) {
      switch (name) {
        case "permit" -> in.fields(field -> permit(field, in));
        case "input_tokens" -> input = in.count().orElse(0);
        case "output_tokens" -> output = in.count().orElse(0);
        default -> in.skip();
      }
    }

    private void permit(String name, JsonIn in) {
      switch (name) {
        case "account" -> account = in.text();
        case "number" -> number = in.count().orElse(0);
        case "input" -> reservedInput = in.count().orElse(0);
        case "output" -> reservedOutput = in.count().orElse(0);
        default -> in.skip();
      }
    }
  }
}
