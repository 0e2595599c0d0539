// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.text;

import io.stillwatch.model.Exchange;
import io.stillwatch.model.Message;
import io.stillwatch.model.Text;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The words of an exchange as JSON, on their way into a seal and nowhere else.
final class Words {
  private static final JsonFactory JSON = new JsonFactory();

  private Words() {}

  static byte[] of(Exchange exchange) {
    var out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("exchange_id", exchange.id());
      json.writeStringProperty("account_id", exchange.account());
      json.writeStringProperty("at", Instant.ofEpochMilli(exchange.at()).toString());
      json.writeStringProperty("model", exchange.ask().model());
      json.writeName("messages").writeStartArray();
      exchange.ask().messages().forEach(one -> message(json, one));
      json.writeEndArray();
      json.writeName("tools").writeStartArray();
      exchange.ask().tools().forEach(one -> json.writeString(one.open()));
      json.writeEndArray();
      json.writeStringProperty("reply", exchange.reply().text().open());
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void message(JsonGenerator json, Message message) {
    json.writeStartObject();
    json.writeStringProperty("role", message.role().name().toLowerCase(Locale.ROOT));
    json.writeStringProperty("content", message.content().open());
    json.writeEndObject();
  }

  /// Characters, so that what waits can be bounded; 0 when the log had no words.
  static long size(Exchange exchange) {
    return exchange.ask().messages().stream().mapToLong(one -> one.content().length()).sum()
        + exchange.ask().tools().stream().mapToLong(Text::length).sum()
        + exchange.reply().text().length();
  }
}
