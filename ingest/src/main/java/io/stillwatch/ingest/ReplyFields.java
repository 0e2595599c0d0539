// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import io.stillwatch.model.Text;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonToken;

/// The fields of a reply while they come in: of one body, or event after event. Words come whole
/// (`content`, `output`) or bit by bit (`delta`); whole ones that repeat the bits are left out.
final class ReplyFields {
  private final int most;
  private final int mostTokens;
  private final ReplyUsage usage = new ReplyUsage();
  private final StringBuilder words = new StringBuilder();
  private final List<String> reasoning = new ArrayList<>();
  private final List<Integer> tokens = new ArrayList<>();
  private String id = "";
  private String model = "";
  private String type = "";
  private boolean hadWords;
  private boolean forgotten;
  private boolean cut;

  /// @param most characters of its words
  /// @param mostTokens token ids; 0 when nobody asks for them
  ReplyFields(int most, int mostTokens) {
    this.most = most;
    this.mostTokens = mostTokens;
  }

  /// A new body or event begins.
  void start() {
    hadWords = !words.isEmpty();
    type = "";
  }

  int length() {
    return words.length();
  }

  void forget() {
    forgotten = true;
    words.setLength(0);
    words.trimToSize();
    tokens.clear();
  }

  /// Looks through a whole body for sealed reasoning.
  void seal(Json json) {
    Sealed.find(json, reasoning);
  }

  ModelReply reply(boolean whole) {
    return new ModelReply(
        id, model, Text.of(words.toString()), usage.usage(), reasoning, tokens, whole && !cut);
  }

  void take(String name, Json json) {
    switch (name) {
      case "type" -> type = json.shortText(name);
      case "id" -> id = id.isEmpty() ? json.shortText(name) : skipped(id, json);
      case "model" -> model = model.isEmpty() ? json.shortText(name) : skipped(model, json);
      case "usage" -> object(name, json, key -> usage.take(key, json));
      case "message", "response" -> object(name, json, key -> take(key, json));
      case "choices" -> json.elements(name, () -> choice(json));
      case "content" -> wholeWords(name, json);
      case "content_block" -> object(name, json, key -> block(key, json));
      case "delta" -> delta(json);
      case "output" -> json.elements(name, () -> item(json));
      case "item" -> Sealed.find(json, reasoning);
      default -> json.skip();
    }
  }

  /// The first choice speaks for all: the others answer the same request.
  private void choice(Json json) {
    boolean[] first = {true};
    json.fields(
        "choices",
        name -> {
          switch (name) {
            case "index" -> first[0] = json.whole(name).orElse(0) == 0;
            case "delta", "message" -> spoken(first[0], json);
            case "text" -> add(first[0] && json.isText() ? json.text(name) : skipped("", json));
            case "token_ids" -> tokens(first[0], json);
            default -> json.skip();
          }
        });
  }

  private void tokens(boolean first, Json json) {
    if (first && mostTokens > 0 && !forgotten) {
      json.elements("token_ids", mostTokens, () -> token(json));
    } else {
      json.skip();
    }
  }

  private void token(Json json) {
    long id = json.whole("token_ids").orElse(-1);
    boolean sound = id >= 0 && id <= Integer.MAX_VALUE && tokens.size() < mostTokens;
    cut |= !sound;
    if (sound) {
      tokens.add((int) id);
    }
  }

  private void spoken(boolean first, Json json) {
    if (first && json.token() == JsonToken.START_OBJECT) {
      add(MessageReader.words(json));
    } else {
      json.skip();
    }
  }

  private void delta(Json json) {
    if (json.isText()) {
      add(type.contains("reasoning") ? skipped("", json) : json.text("delta"));
    } else {
      object("delta", json, key -> block(key, json));
    }
  }

  private void block(String name, Json json) {
    switch (name) {
      case "text", "partial_json", "name" ->
          add(json.isText() ? json.text(name) : skipped("", json));
      case "signature" ->
          Sealed.add(json.isText() ? json.text(name) : skipped("", json), reasoning);
      default -> json.skip();
    }
  }

  private void wholeWords(String name, Json json) {
    if (hadWords || json.token() == JsonToken.START_OBJECT) {
      json.skip();
      return;
    }
    add(MessageReader.content(json, name));
  }

  private void item(Json json) {
    json.fields(
        "output",
        name -> {
          if (name.equals("content")) {
            wholeWords(name, json);
          } else {
            json.skip();
          }
        });
  }

  private void add(String more) {
    if (forgotten) {
      return;
    }
    int room = Math.min(more.length(), most - words.length());
    words.append(more, 0, room);
    cut |= room < more.length();
  }

  private static void object(String name, Json json, java.util.function.Consumer<String> field) {
    if (json.token() == JsonToken.START_OBJECT) {
      json.fields(name, field);
    } else {
      json.skip();
    }
  }

  private static String skipped(String instead, Json json) {
    json.skip();
    return instead;
  }
}
