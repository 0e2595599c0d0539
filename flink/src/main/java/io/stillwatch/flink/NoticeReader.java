// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.model.pipeline.Message;
import io.stillwatch.respond.Account;
import io.stillwatch.respond.Protection;
import io.stillwatch.respond.Review;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads a Kafka record, one JSON object, into a [Notice]. One that cannot be read is counted as
/// `rejected`, and passed over.
final class NoticeReader implements KafkaRecordDeserializationSchema<Message> {
  private static final long serialVersionUID = 1;
  private static final int MOST_BYTES = 65_536;
  private static final String FACT = "facts.";

  private final LadderBlueprint ladder;
  private transient JsonFactory json;
  private transient MetricGroup counted;

  @SuppressWarnings("NullAway.Init") // the rest is made in open()
  NoticeReader(LadderBlueprint ladder) {
    this.ladder = ladder;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    json = factory();
    counted = context.getMetricGroup();
  }

  static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(4).build())
        .build();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Message> out) {
    if (record.value() == null) {
      return;
    }
    try {
      out.collect(read(json, record.value()));
    } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
      counted.counter("rejected").inc();
    }
  }

  /// @throws IllegalArgumentException when something is missing or has no such value
  /// @throws DateTimeException when a time is none
  /// @throws JacksonException when it is no JSON
  static Notice read(JsonFactory json, byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      throw new IllegalArgumentException("a notice has at most 64 KiB");
    }
    Map<String, String> said = texts(json, bytes);
    String kind = required(said, "notice");
    return switch (kind) {
      case "account" -> new Notice.Known(time(said, "at"), account(said));
      case "protection" -> new Notice.Shield(protection(said));
      case "review" -> new Notice.Reviewed(review(said));
      default ->
          throw new IllegalArgumentException(
              "notice is " + kind + "; it takes account, protection or review");
    };
  }

  private static Account account(Map<String, String> said) {
    var facts = new TreeMap<String, String>();
    said.forEach(
        (name, value) -> {
          if (name.startsWith(FACT)) {
            facts.put(name.substring(FACT.length()), value);
          }
        });
    return new Account(required(said, "account_id"), said.getOrDefault("tier", ""), facts);
  }

  private static Protection protection(Map<String, String> said) {
    return new Protection(
        required(said, "account_id"),
        Protection.Kind.valueOf(word(said, "kind")),
        required(said, "by"),
        required(said, "reason"),
        time(said, "at"),
        time(said, "until"));
  }

  private static Review review(Map<String, String> said) {
    return new Review(
        required(said, "decision"),
        required(said, "rule"),
        Review.Verdict.valueOf(word(said, "verdict")),
        required(said, "by"),
        required(said, "reason"),
        time(said, "at"));
  }

  private static String word(Map<String, String> said, String name) {
    return required(said, name).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static long time(Map<String, String> said, String name) {
    return Instant.parse(required(said, name)).toEpochMilli();
  }

  private static String required(Map<String, String> said, String name) {
    String value = said.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  /// All texts of an object, those of objects in it by both names.
  private static Map<String, String> texts(JsonFactory json, byte[] bytes) {
    var texts = new TreeMap<String, String>();
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), bytes)) {
      String within = "";
      String name = "";
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        switch (token) {
          case PROPERTY_NAME -> name = parser.currentName();
          case VALUE_STRING -> texts.put(within + name, parser.getString());
          case START_OBJECT -> within = name.isEmpty() ? "" : name + ".";
          case END_OBJECT -> within = "";
          default -> throw new IllegalArgumentException(name + " takes a text");
        }
      }
    }
    return texts;
  }

  @Override
  public TypeInformation<Message> getProducedType() {
    return StagedStream.in(ladder);
  }
}
