// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import io.stillwatch.model.Exchange;
import io.stillwatch.model.Message;
import io.stillwatch.model.Message.Role;
import io.stillwatch.model.Text;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/// One payload while its fields come in.
final class LiteLlmPayload {
  /// What LiteLLM writes in place of words when message logging is off.
  private static final String REDACTED = "redacted-by-litellm";

  private final Draft draft = new Draft();
  private final LiteLlmMetadata metadata = new LiteLlmMetadata();
  private String id = "";
  private String callId = "";
  private String endUser = "";
  private String ip = "";
  private String userAgent = "";
  private String status = "";
  private OptionalLong errorCode = OptionalLong.empty();
  private Moment end = Moment.ABSENT;
  private OptionalDouble seconds = OptionalDouble.empty();

  void take(String name, Json json) {
    switch (name) {
      case "id" -> id = json.text(name);
      case "litellm_call_id" -> callId = json.text(name);
      case "startTime" -> draft.at = Moment.of(json.textOrNumber(), true);
      case "endTime" -> end = Moment.of(json.textOrNumber(), true);
      case "response_time" -> seconds = decimal(json.textOrNumber());
      case "model" -> draft.model = json.shortText(name);
      case "metadata" -> json.fields(name, key -> metadata.take(key, json));
      case "end_user" -> endUser = json.shortText(name);
      case "requester_ip_address" -> ip = json.shortText(name);
      case "user_agent" -> userAgent = json.cutText(name);
      case "status" -> status = json.shortText(name);
      case "error_information" -> json.fields(name, key -> error(key, json));
      case "prompt_tokens" -> draft.input = json.whole(name);
      case "completion_tokens" -> draft.output = json.whole(name);
      case "messages" -> messages(json);
      case "response" -> draft.completion = redactedOr(response(json));
      case "model_parameters" -> parameters(json);
      default -> json.skip();
    }
  }

  Exchange exchange() {
    draft.id = id.isEmpty() ? callId : id;
    draft.account =
        first(metadata.userId, metadata.teamId, metadata.keyHash, endUser, metadata.endUser);
    draft.org = metadata.org;
    draft.apiKey = metadata.keyHash;
    draft.endUser = first(endUser, metadata.endUser);
    draft.ip = first(ip, metadata.ip);
    draft.userAgent = first(userAgent, metadata.userAgent);
    draft.cached = metadata.cached;
    draft.status = status();
    draft.latencyMs = latency();
    return draft.exchange("startTime");
  }

  private static String first(String... texts) {
    for (String text : texts) {
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  private static OptionalDouble decimal(@Nullable String text) {
    return text == null ? OptionalDouble.empty() : Numbers.decimal(text);
  }

  /// A failure without a code counts as 500, so that it is not taken for a success.
  private OptionalLong status() {
    return switch (status) {
      case "success" -> OptionalLong.of(200);
      case "failure" -> OptionalLong.of(errorCode.orElse(500));
      default -> errorCode;
    };
  }

  private OptionalLong latency() {
    if (seconds.isPresent()) {
      return OptionalLong.of(Math.round(seconds.getAsDouble() * 1000));
    }
    OptionalLong start = draft.at.millis();
    return end.millis().isPresent() && start.isPresent()
        ? OptionalLong.of(end.millis().getAsLong() - start.getAsLong())
        : OptionalLong.empty();
  }

  private void error(String name, Json json) {
    if (name.equals("error_code")) {
      String code = json.textOrNumber();
      errorCode = code == null ? OptionalLong.empty() : httpStatus(Numbers.whole(code));
    } else {
      json.skip();
    }
  }

  private static OptionalLong httpStatus(OptionalLong code) {
    return code.isPresent() && code.getAsLong() >= 400 && code.getAsLong() <= 599
        ? code
        : OptionalLong.empty();
  }

  private void messages(Json json) {
    if (json.isText()) {
      draft.messages = redacted(List.of(new Message(Role.USER, Text.of(json.text("messages")))));
    } else {
      draft.messages = redacted(MessageReader.messages(json));
    }
  }

  private List<Message> redacted(List<Message> messages) {
    Text redacted = Text.of(REDACTED);
    return messages.stream().filter(m -> !m.content().equals(redacted)).toList();
  }

  private static String redactedOr(String words) {
    return words.equals(REDACTED) ? "" : words;
  }

  private void parameters(Json json) {
    draft.params = new TreeMap<>();
    draft.tools = List.of();
    json.fields(
        "model_parameters",
        name -> {
          if (name.equals("tools") || name.equals("functions")) {
            draft.tools = Params.tools(json);
          } else {
            Params.put(draft.params, name, json);
          }
        });
  }

  /// A text, or the response object of one of the APIs that LiteLLM speaks.
  static String response(Json json) {
    if (json.token() != JsonToken.START_OBJECT) {
      return MessageReader.content(json, "response");
    }
    StringBuilder words = new StringBuilder();
    json.fields(
        "response",
        name -> {
          switch (name) {
            case "choices" -> json.elements(name, () -> choice(words, json));
            case "content" -> MessageReader.join(words, MessageReader.content(json, name));
            case "text" ->
                MessageReader.join(words, json.isText() ? json.text(name) : skipped(json));
            case "output" -> json.elements(name, () -> item(words, json));
            default -> json.skip();
          }
        });
    return words.toString();
  }

  /// Only the first choice: the others answer the same request and are counted in the tokens.
  private static void choice(StringBuilder words, Json json) {
    if (!words.isEmpty()) {
      json.skip();
      return;
    }
    json.fields(
        "response.choices",
        name -> {
          switch (name) {
            case "message" -> MessageReader.join(words, MessageReader.words(json));
            case "text" -> MessageReader.join(words, json.text("response.choices.text"));
            default -> json.skip();
          }
        });
  }

  /// An item of the Responses API: a message has content; other items have no words of ours.
  private static void item(StringBuilder words, Json json) {
    json.fields(
        "response.output",
        name -> {
          if (name.equals("content")) {
            MessageReader.join(words, MessageReader.content(json, "response.output"));
          } else {
            json.skip();
          }
        });
  }

  private static String skipped(Json json) {
    json.skip();
    return "";
  }
}
