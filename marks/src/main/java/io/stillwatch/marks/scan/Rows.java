// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.scan;

import io.stillwatch.marks.Passage;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One row of a JSONL file to a passage: token ids where there are some, else text.
final class Rows {
  private static final JsonMapper JSON = new JsonMapper();
  static final List<String> IDS = List.of("output_token_ids", "token_ids", "ids", "output_ids");
  static final List<String> PROMPT_IDS = List.of("prompt_token_ids", "prompt_ids");
  static final List<String> PROMPT = List.of("prompt", "input", "question");
  static final List<String> TEXT =
      List.of("output", "reply", "completion", "response", "text", "content");

  private final Optional<Tokenizer> tokenizer;

  Rows(Optional<Tokenizer> tokenizer) {
    this.tokenizer = tokenizer;
  }

  /// The passage of a row.
  ///
  /// @throws BadRow with the rule that it breaks
  Passage read(String line) throws BadRow {
    JsonNode row = parsed(line);
    Optional<JsonNode> ids = first(row, IDS);
    if (ids.isPresent()) {
      int[] reply = ids(ids.get());
      Optional<JsonNode> prompt = first(row, PROMPT_IDS);
      return prompt.isPresent() ? Passage.after(ids(prompt.get()), reply) : Passage.of(reply);
    }
    JsonNode text =
        first(row, TEXT)
            .filter(JsonNode::isString)
            .orElseThrow(() -> new BadRow("no token_ids and no text under a known name"));
    return text(text.stringValue());
  }

  /// A reply as it was kept.
  ///
  /// @param ids of the reply
  /// @param prompt what it answered; empty where that is not known
  @SuppressWarnings("ArrayRecordComponent") // never leaves this package, and is not compared
  record Kept(int[] ids, String prompt) {}

  /// The reply of a row, with its prompt as text.
  ///
  /// @throws BadRow with the rule that it breaks
  Kept kept(String line) throws BadRow {
    int[] ids = read(line).reply();
    JsonNode row = parsed(line);
    Optional<JsonNode> prompt = first(row, PROMPT).filter(JsonNode::isString);
    if (prompt.isPresent()) {
      return new Kept(ids, prompt.get().stringValue());
    }
    Optional<JsonNode> promptIds = first(row, PROMPT_IDS);
    return new Kept(
        ids,
        promptIds.isPresent() && tokenizer.isPresent()
            ? tokenizer.get().decode(ids(promptIds.get()))
            : "");
  }

  /// A plain text.
  Passage text(String text) throws BadRow {
    Tokenizer given =
        tokenizer.orElseThrow(() -> new BadRow("text needs --tokenizer; token ids need none"));
    try {
      return Passage.of(given.encode(text));
    } catch (RuntimeException e) { // native code; what it throws differs from one to the next
      throw new BadRow("the tokenizer refuses it");
    }
  }

  private static JsonNode parsed(String line) throws BadRow {
    try {
      JsonNode row = JSON.readTree(line);
      if (row.isArray()) {
        return JSON.createObjectNode().set("ids", row);
      }
      if (row.isObject()) {
        return row;
      }
    } catch (JacksonException e) {
      throw new BadRow("not JSON");
    }
    throw new BadRow("neither an object nor a list of ids");
  }

  private static Optional<JsonNode> first(JsonNode row, List<String> names) {
    return names.stream().filter(row::has).map(row::get).findFirst();
  }

  private static int[] ids(JsonNode list) throws BadRow {
    if (!list.isArray()) {
      throw new BadRow("token ids are a list");
    }
    int[] ids = new int[list.size()];
    for (int i = 0; i < ids.length; i++) {
      JsonNode id = list.get(i);
      if (!id.isInt() || id.intValue() < 0) {
        throw new BadRow("a token id is a whole number from 0 up");
      }
      ids[i] = id.intValue();
    }
    return ids;
  }

  /// A row that is set aside.
  static final class BadRow extends Exception {
    private static final long serialVersionUID = 1L;

    BadRow(String rule) {
      super(rule);
    }

    String rule() {
      return String.valueOf(getMessage());
    }
  }
}
