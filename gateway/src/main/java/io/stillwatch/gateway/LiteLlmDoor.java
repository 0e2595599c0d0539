// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.handler.codec.http.HttpMethod;
import io.stillwatch.model.desk.Answer;
import io.stillwatch.model.desk.Dialect;
import io.stillwatch.model.desk.Question;
import io.stillwatch.model.desk.Used;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// LiteLLM's Generic Guardrail API (beta). The words in it are measured and not read. It does not
/// say what a call used, so a call settles at once with the prompt's estimate.
final class LiteLlmDoor implements Door {
  private static final String NONE =
      JsonOut.object(out -> out.writeStringProperty("action", "NONE"));

  private final Asking asking;

  LiteLlmDoor(Asking asking) {
    this.asking = asking;
  }

  @Override
  public void answer(Call call, Consumer<Reply> to) {
    call.by(HttpMethod.POST);
    Guarded guarded = new Guarded();
    JsonIn.object(call.body, guarded::take);
    if (guarded.inputType.equals("response")) {
      to.accept(Reply.json(NONE));
      return;
    }
    long input = guarded.characters / Asked.BYTES_A_TOKEN;
    var question = new Question(guarded.account(), Set.of(), input, 0);
    asking.ask(question, call.loop, heard -> to.accept(reply(heard, input)));
  }

  private Reply reply(Heard heard, long input) {
    return switch (heard) {
      case Heard.Said(Answer.Go go) -> {
        asking.settle(go.permit(), new Used(input, 0));
        yield Reply.json(NONE);
      }
      case Heard.Open open -> Reply.json(NONE);
      case Heard.Said(Answer.Later later) -> blocked(Dialect.words(later));
      case Heard.Said(Answer.Lacks lacks) -> blocked(Dialect.words(lacks));
      case Heard.Said(Answer.No no) -> blocked(Dialect.words(no));
      case Heard.Closed closed -> blocked("access cannot be decided right now");
    };
  }

  private static Reply blocked(String reason) {
    return Reply.json(
        JsonOut.object(
            out -> {
              out.writeStringProperty("action", "BLOCKED");
              out.writeStringProperty("blocked_reason", reason);
            }));
  }

  /// The members that say who asks; the order of preference is that of LiteLLM's logs.
  private static final class Guarded {
    private final TreeMap<String, String> data = new TreeMap<>();
    String inputType = "";
    long characters;

    void take(String name, JsonIn in) {
      switch (name) {
        case "texts" -> in.elements(() -> characters += in.length());
        case "request_data" -> in.fields(field -> data.put(field, in.text()));
        case "input_type" -> inputType = in.text();
        default -> in.skip();
      }
    }

    String account() {
      for (String name :
          new String[] {
            "user_api_key_user_id",
            "user_api_key_team_id",
            "user_api_key_hash",
            "user_api_key_end_user_id"
          }) {
        String value = data.getOrDefault(name, "");
        if (!value.isEmpty()) {
          return value;
        }
      }
      throw new BadRequest(400, "request_data names no user, team, key or end user");
    }
  }
}
