// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import io.stillwatch.arena.corpus.Turn;
import io.stillwatch.arena.spec.Community;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes exchanges as they happen and counts them for the labels.
final class Outbox implements Closeable {
  private static final JsonFactory JSON = JsonFactory.builder().rootValueSeparator("\n").build();
  private static final int FILE_ROWS = 2_000_000;

  private final Path folder;
  private final Chance ids;
  private final LongConsumer progress;
  private final Takings takings = new Takings();
  private final Map<Community, Long> byCommunity = new EnumMap<>(Community.class);
  private final Stamp stamp = new Stamp();
  private JsonGenerator json;
  private long count;
  private int files;

  Outbox(Path folder, Chance ids, LongConsumer progress) throws IOException {
    this.folder = folder;
    this.ids = ids;
    this.progress = progress;
    this.json = next();
  }

  /// The JSON generator of the next file: `exchanges.jsonl.gz`, then `exchanges-2.jsonl.gz` and so
  /// on.
  private JsonGenerator next() throws IOException {
    files++;
    String name = files == 1 ? "exchanges.jsonl.gz" : "exchanges-" + files + ".jsonl.gz";
    return generator(new FastGzip(Files.newOutputStream(folder.resolve(name))));
  }

  static JsonGenerator generator(OutputStream bytes) {
    return JSON.createGenerator(
        ObjectWriteContext.empty(), new BufferedOutputStream(bytes, 1 << 16), JsonEncoding.UTF8);
  }

  void write(long now, Account account, Draft draft, int status, Chance chance) {
    tally(now, account, draft);
    json.writeStartObject();
    json.writeStringProperty("ts", stamp.of(now));
    json.writeStringProperty("request_id", "req_" + ids.word(18));
    who(account, draft, chance);
    ask(draft);
    answer(draft, status, chance);
    json.writeEndObject();
    count++;
    if ((count & 4095) == 0) {
      progress.accept(count);
    }
    if (count % FILE_ROWS == 0) {
      roll();
    }
  }

  private void roll() {
    json.close();
    try {
      json = next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tally(long now, Account account, Draft draft) {
    byCommunity.merge(account.label().community(), 1L, Long::sum);
    if (account.label().hostile()) {
      takings.add(account.label().campaign(), now, draft.harvest);
    }
  }

  private void who(Account account, Draft draft, Chance chance) {
    json.writeStringProperty("account_id", account.id());
    filled("org_id", account.signup().org());
    json.writeStringProperty("api_key_id", account.client().key());
    filled("end_user", draft.endUser);
    json.writeStringProperty("channel", account.client().channel());
    json.writeStringProperty(
        "ip", draft.address.isEmpty() ? account.client().address(chance) : draft.address);
    json.writeStringProperty("user_agent", account.client().agent());
    json.writeStringProperty("ja4", account.client().ja4());
  }

  private void ask(Draft draft) {
    json.writeStringProperty("model", draft.model);
    if (draft.temperature >= 0 || draft.maxTokens > 0) {
      json.writeObjectPropertyStart("params");
      if (draft.temperature >= 0) {
        json.writeNumberProperty("temperature", draft.temperature);
      }
      if (draft.maxTokens > 0) {
        json.writeNumberProperty("max_tokens", draft.maxTokens);
      }
      json.writeEndObject();
    }
    json.writeArrayPropertyStart("messages");
    for (Turn turn : draft.turns) {
      json.writeStartObject();
      json.writeStringProperty("role", turn.role());
      json.writeStringProperty("content", turn.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    list("tools", draft.tools);
    if (draft.truncated) {
      json.writeBooleanProperty("content_truncated", true);
    }
    list("reasoning_in", draft.reasoningIn.isEmpty() ? List.of() : List.of(draft.reasoningIn));
  }

  private void answer(Draft draft, int status, Chance chance) {
    int in = draft.inTokens;
    if (in == 0) {
      in = 4 + 4 * draft.turns.size();
      for (Turn turn : draft.turns) {
        in += Tokens.of(turn.text());
      }
    }
    boolean ok = status == 200;
    if (ok) {
      list("reasoning_out", draft.reasoningOut.isEmpty() ? List.of() : List.of(draft.reasoningOut));
    }
    json.writeNumberProperty("input_tokens", in);
    json.writeNumberProperty("output_tokens", ok ? draft.outTokens : 0);
    int cached = cached(draft, in, chance);
    if (ok && cached > 0) {
      json.writeNumberProperty("cached_tokens", cached);
    }
    if (ok) {
      filled("completion", draft.completion);
    }
    json.writeNumberProperty("status", status);
    double millis = ok ? 180 + draft.outTokens * 11.0 + in * .05 : 40;
    json.writeNumberProperty("latency_ms", (int) chance.lognormal(millis, .25));
  }

  /// The provider's prompt cache: what came before the last message, when it is long enough.
  private static int cached(Draft draft, int in, Chance chance) {
    int fresh = Tokens.of(draft.turns.getLast().text());
    int before = draft.truncated ? in / 3 : in - fresh;
    return before >= 128 && chance.hit(.8) ? before / 64 * 64 : 0;
  }

  private void filled(String name, String value) {
    if (!value.isEmpty()) {
      json.writeStringProperty(name, value);
    }
  }

  private void list(String name, List<String> values) {
    if (values.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
  }

  long count() {
    return count;
  }

  Takings takings() {
    return takings;
  }

  Map<Community, Long> byCommunity() {
    return byCommunity;
  }

  @Override
  public void close() {
    json.close();
    progress.accept(count);
  }
}
