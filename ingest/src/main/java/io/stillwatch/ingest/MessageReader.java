// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import io.stillwatch.model.Message;
import io.stillwatch.model.Message.Role;
import io.stillwatch.model.Text;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonToken;

/// Reads conversations in the shapes of the chat APIs: OpenAI messages, Anthropic content blocks,
/// OpenTelemetry parts.
final class MessageReader {
  /// Messages of one conversation that are read.
  private static final int MOST = 10_000;

  /// Parts inside parts that are read; each level is looked at once more for its digest.
  private static final int DEEPEST = 4;

  private MessageReader() {}

  /// An array of messages.
  static List<Message> messages(Json json) {
    List<Message> messages = new ArrayList<>();
    messages(json, messages);
    return messages;
  }

  /// The same, into a list that keeps what was read when the JSON breaks off.
  static void messages(Json json, List<Message> messages) {
    json.elements(
        "messages",
        MOST,
        () -> {
          if (json.token() == JsonToken.START_OBJECT) {
            messages.add(message(json));
          } else {
            json.outcome().unread("messages");
            json.skip();
          }
        });
  }

  /// One text as the system's message, in the shapes of [#content]; empty when there is none.
  static List<Message> system(Json json) {
    String words = content(json, "system");
    return words.isEmpty() ? List.of() : List.of(new Message(Role.SYSTEM, Text.of(words)));
  }

  /// One message object.
  static Message message(Json json) {
    Fields fields = new Fields();
    json.fields("messages", name -> fields.take(name, json));
    return new Message(fields.role, Text.of(fields.words()));
  }

  /// The words of one message object, its role aside.
  static String words(Json json) {
    Fields fields = new Fields();
    json.fields("message", name -> fields.take(name, json));
    return fields.words();
  }

  /// A text, a list of parts, or one part, as text: parts are joined by newlines.
  static String content(Json json, String field) {
    return content(json, field, 0);
  }

  static String content(Json json, String field, int depth) {
    if (depth > DEEPEST) {
      json.outcome().unread(field);
      json.skip();
      return "";
    }
    JsonToken token = json.token();
    if (token == JsonToken.START_OBJECT) {
      return PartReader.part(json, depth);
    }
    if (token != JsonToken.START_ARRAY) {
      return json.text(field);
    }
    StringBuilder words = new StringBuilder();
    json.elements(field, () -> join(words, PartReader.part(json, depth)));
    return words.toString();
  }

  static void join(StringBuilder words, String more) {
    if (!words.isEmpty() && !more.isEmpty()) {
      words.append('\n');
    }
    words.append(more);
  }

  static Role role(String word, Json json) {
    return switch (word) {
      case "user", "human" -> Role.USER;
      case "assistant", "model", "ai" -> Role.ASSISTANT;
      case "system", "developer" -> Role.SYSTEM;
      case "tool", "function" -> Role.TOOL;
      default -> {
        json.outcome().unread("messages.role");
        yield Role.USER;
      }
    };
  }

  /// The fields of a message, in any order.
  private static final class Fields {
    Role role = Role.USER;
    String content = "";
    String calls = "";

    void take(String name, Json json) {
      switch (name) {
        case "role" -> role = role(json.text("messages.role"), json);
        case "content", "parts" -> content = content(json, "messages.content");
        case "tool_calls", "function_call" -> calls = json.isNull() ? "" : json.compact();
        default -> json.skip();
      }
    }

    String words() {
      StringBuilder words = new StringBuilder(content);
      join(words, calls.equals("[]") ? "" : calls);
      return words.toString();
    }
  }
}
