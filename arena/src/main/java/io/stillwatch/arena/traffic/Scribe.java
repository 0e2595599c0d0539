// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import io.stillwatch.arena.corpus.Turn;
import io.stillwatch.arena.spec.Community;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes what happens in one district as lines of JSON, and counts it for the labels.
final class Scribe {
  private static final JsonFactory JSON = JsonFactory.builder().rootValueSeparator("").build();

  private static final byte[] NOTHING = {};

  private final Chance ids;
  private final Takings takings = new Takings();
  private final Map<Community, Long> byCommunity = new EnumMap<>(Community.class);
  private final Stamp stamp = new Stamp();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 14);
  private final JsonGenerator json =
      JSON.createGenerator(ObjectWriteContext.empty(), line, JsonEncoding.UTF8);
  private Page page = new Page();

  Scribe(Chance ids) {
    this.ids = ids;
  }

  /// What was written since the last call.
  Page turn() {
    Page full = page;
    page = new Page();
    return full;
  }

  void write(long now, Account account, Draft draft, int status, Chance chance) {
    tally(now, account, draft);
    json.writeStartObject();
    json.writeStringProperty("ts", stamp.of(now));
    String id = "req_" + ids.word(18);
    json.writeStringProperty("request_id", id);
    who(account, draft, chance);
    ask(draft);
    answer(draft, status, chance);
    json.writeEndObject();
    json.flush();
    page.add(now, line.toByteArray(), truth(id, account, draft));
    line.reset();
  }

  private void tally(long now, Account account, Draft draft) {
    byCommunity.merge(account.label().community(), 1L, Long::sum);
    if (account.label().hostile()) {
      takings.add(account.label().campaign(), now, draft.harvest);
    }
  }

  /// The row of a request in the labels. Ids of arenas hold no comma.
  private static byte[] truth(String id, Account account, Draft draft) {
    if (!account.label().hostile()) {
      return NOTHING;
    }
    String row = id + ',' + account.id() + ',' + account.label().campaign();
    return (row + (draft.harvest ? ",1\n" : ",0\n")).getBytes(StandardCharsets.US_ASCII);
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

  Takings takings() {
    return takings;
  }

  Map<Community, Long> byCommunity() {
    return byCommunity;
  }
}
