// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import java.util.List;
import tools.jackson.core.JacksonException;

/// Reads what clients send to a model API and what it answers, as it goes by: OpenAI's chat
/// completions, completions, embeddings and responses, and Anthropic's messages. A body needs no
/// name for its dialect: the fields tell. Shared by all threads.
public final class ModelCalls {
  /// Characters of a prompt for each token, roughly, where nobody counted.
  public static final int CHARACTERS_PER_TOKEN = 4;

  private static final int LONGEST_TAIL = 3;

  private final JsonLines lines;
  private final int most;

  /// @param most bytes of one reply that are held at a time, and characters of its words
  public ModelCalls(int most) {
    this.lines = new JsonLines(Integer.MAX_VALUE, List.of());
    this.most = most;
  }

  /// Reads the body of a request. What breaks off or is broken is read up to there.
  ///
  /// @param body its first `length` bytes count
  /// @param cut whether there was more of it
  public ModelRequest request(byte[] body, int length, boolean cut) {
    RequestFields fields = new RequestFields();
    int end = cut ? wholeCharacters(body, length) : length;
    boolean whole = read(body, end, json -> json.fields("body", name -> fields.take(name, json)));
    if (Sealed.maybeIn(body, end)) {
      read(body, end, json -> Sealed.find(json, fields.reasoning));
    }
    return fields.request(length, whole && !cut);
  }

  /// A reader of one reply.
  ///
  /// @param events whether it comes as server-sent events (`text/event-stream`), not as one JSON
  public ReplyReader reply(boolean events) {
    return new ReplyReader(this, events, new ReplyFields(most, 0));
  }

  /// A reader of one reply that also reads its token ids, where the engine tells them: vLLM and
  /// SGLang do (`choices[].token_ids`) when a request asks for them (`return_token_ids`).
  public ReplyReader replyWithTokens(boolean events) {
    return new ReplyReader(this, events, new ReplyFields(most, most));
  }

  int most() {
    return most;
  }

  /// Whether all of it was JSON in UTF-8 that nests within bounds.
  boolean read(byte[] bytes, int end, java.util.function.Consumer<Json> reader) {
    if (!Bytes.isUtf8(bytes, 0, end)) {
      return false;
    }
    try (Json json = lines.open(bytes, 0, end, new Outcome())) {
      json.start();
      reader.accept(json);
      json.end();
      return true;
    } catch (JacksonException | Refusal e) {
      return false;
    }
  }

  /// The cut may go through a character.
  private static int wholeCharacters(byte[] body, int length) {
    for (int end = length; end >= Math.max(0, length - LONGEST_TAIL); end--) {
      if (Bytes.isUtf8(body, 0, end)) {
        return end;
      }
    }
    return length;
  }
}
