// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpMethod;
import io.stillwatch.model.desk.Answer;
import io.stillwatch.model.desk.Dialect;
import io.stillwatch.model.desk.Question;
import io.stillwatch.model.desk.Used;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Portkey's webhook guardrail. It sends the request's JSON and the caller's metadata, so features
/// can be withheld by handing a request back that lacks them. The account is `account` or `_user`
/// of the metadata, or the name of the key in the webhook's own `x-stillwatch-api-key`.
final class PortkeyDoor implements Door {
  private final Asking asking;
  private final Accounts accounts;

  PortkeyDoor(Asking asking, Accounts accounts) {
    this.asking = asking;
    this.accounts = accounts;
  }

  @Override
  public void answer(Call call, Consumer<Reply> to) {
    call.by(HttpMethod.POST);
    Hook hook = new Hook(call.body);
    JsonIn.object(call.body, hook::take);
    if (hook.event.equals("afterRequestHook")) {
      to.accept(verdict(true, ""));
      return;
    }
    Asked asked = hook.asked();
    var question = new Question(account(call, hook), asked.wants(), asked.input(), asked.output());
    asking.ask(question, call.loop, heard -> to.accept(reply(heard, asked)));
  }

  private String account(Call call, Hook hook) {
    return Optional.ofNullable(hook.metadata.get("account"))
        .or(() -> Optional.ofNullable(hook.metadata.get("_user")))
        .filter(account -> !account.isEmpty())
        .or(() -> call.header("x-stillwatch-api-key").map(accounts::byKey))
        .orElseThrow(() -> new BadRequest(400, "metadata has neither `account` nor `_user`"));
  }

  private Reply reply(Heard heard, Asked asked) {
    return switch (heard) {
      case Heard.Said(Answer.Go go) -> {
        asking.settle(go.permit(), new Used(asked.input(), 0));
        yield go.without().isEmpty() ? verdict(true, "") : changed(asked, go);
      }
      case Heard.Open open -> verdict(true, "");
      case Heard.Said(Answer.Later later) -> verdict(false, Dialect.words(later));
      case Heard.Said(Answer.Lacks lacks) -> verdict(false, Dialect.words(lacks));
      case Heard.Said(Answer.No no) -> verdict(false, Dialect.words(no));
      case Heard.Closed closed -> verdict(false, "access cannot be decided right now");
    };
  }

  private static Reply verdict(boolean goes, String reason) {
    return Reply.json(
        JsonOut.object(
            out -> {
              out.writeBooleanProperty("verdict", goes);
              out.writeName("data");
              out.writeStartObject();
              out.writeStringProperty("reason", reason);
              out.writeEndObject();
            }));
  }

  private static Reply changed(Asked asked, Answer.Go go) {
    String json = new String(asked.body(Asked.Edit.without(go.without())), UTF_8);
    return Reply.json(
        "{\"verdict\":true,\"transformedData\":{\"request\":{\"json\":" + json + "}}}");
  }

  /// The members of a hook's call, in any order.
  private static final class Hook {
    private final byte[] body;
    final SortedMap<String, String> metadata = new TreeMap<>();
    String event = "";
    private byte @Nullable [] json;

    Hook(byte[] body) {
      this.body = body;
    }

    void take(String name, JsonIn in) {
      switch (name) {
        case "request" -> in.fields(field -> request(field, in));
        case "metadata" -> in.fields(field -> metadata.put(field, in.text()));
        case "eventType" -> event = in.text();
        default -> in.skip();
      }
    }

    private void request(String name, JsonIn in) {
      if (!name.equals("json") || !in.isObject()) {
        in.skip();
        return;
      }
      int from = in.start();
      in.skip();
      json = Arrays.copyOfRange(body, from, in.end());
    }

    Asked asked() {
      return Asked.of(json == null ? "{}".getBytes(UTF_8) : json, 0);
    }
  }
}
