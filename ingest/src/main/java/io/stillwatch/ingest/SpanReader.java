// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/// Reads one span object: the OTLP/JSON shape, or a flat one as console exporters print it.
final class SpanReader {
  private SpanReader() {}

  static Span span(Json json) {
    Span span = new Span();
    json.fields("span", name -> take(span, name, json));
    return span;
  }

  static void take(Span span, String name, Json json) {
    switch (name) {
      case "traceId", "trace_id" -> span.traceId = json.shortText(name);
      case "spanId", "span_id" -> span.spanId = json.shortText(name);
      case "context" -> json.fields(name, key -> context(span, key, json));
      case "startTimeUnixNano", "start_time_unix_nano" -> span.start = nanos(json.textOrNumber());
      case "endTimeUnixNano", "end_time_unix_nano" -> span.end = nanos(json.textOrNumber());
      case "start_time", "startTime" -> span.start = moment(json.textOrNumber());
      case "end_time", "endTime" -> span.end = moment(json.textOrNumber());
      case "attributes" -> span.own = attributes(json);
      case "events" -> {
        span.ofEvents = new TreeMap<>();
        json.elements(name, () -> json.fields(name, key -> event(span, key, json)));
      }
      case "status" -> json.fields(name, key -> status(span, key, json));
      default -> json.skip();
    }
  }

  private static void context(Span span, String name, Json json) {
    switch (name) {
      case "traceId", "trace_id" -> span.traceId = json.shortText(name);
      case "spanId", "span_id" -> span.spanId = json.shortText(name);
      default -> json.skip();
    }
  }

  private static void event(Span span, String name, Json json) {
    if (name.equals("attributes")) {
      span.ofEvents.putAll(attributes(json));
    } else {
      json.skip();
    }
  }

  private static void status(Span span, String name, Json json) {
    if (name.equals("code") || name.equals("status_code")) {
      String code = json.textOrNumber();
      span.failed = code != null && (code.equals("2") || code.endsWith("ERROR"));
    } else {
      json.skip();
    }
  }

  private static Moment nanos(@Nullable String text) {
    if (text == null) {
      return Moment.ABSENT;
    }
    OptionalLong nanos = Numbers.whole(text);
    return nanos.isPresent()
        ? Moment.ofMillis(Math.floorDiv(nanos.getAsLong(), 1_000_000L))
        : new Moment(true, OptionalLong.empty());
  }

  /// ISO text, or a number whose size tells its unit: seconds, milliseconds, micro- or nanoseconds.
  private static Moment moment(@Nullable String text) {
    OptionalLong number = text == null ? OptionalLong.empty() : Numbers.whole(text);
    if (number.isPresent() && number.getAsLong() >= 100_000_000_000_000_000L) {
      return Moment.ofMillis(number.getAsLong() / 1_000_000);
    }
    if (number.isPresent() && number.getAsLong() >= 100_000_000_000_000L) {
      return Moment.ofMillis(number.getAsLong() / 1000);
    }
    return Moment.of(text, true);
  }

  /// Attributes as a list of `{key, value}` or as a plain object; null values left out.
  static Map<String, String> attributes(Json json) {
    Map<String, String> attributes = new TreeMap<>();
    if (json.token() == JsonToken.START_OBJECT) {
      json.fields("attributes", name -> Span.put(attributes, name, plain(json)));
    } else {
      json.elements("attributes", () -> pair(attributes, json));
    }
    return attributes;
  }

  private static void pair(Map<String, String> attributes, Json json) {
    String[] pair = {"", ""};
    json.fields(
        "attributes",
        name -> {
          switch (name) {
            case "key" -> pair[0] = json.text("attributes.key");
            case "value" -> pair[1] = AnyValue.text(json);
            default -> json.skip();
          }
        });
    Span.put(attributes, pair[0], pair[1]);
  }

  private static String plain(Json json) {
    if (json.isText()) {
      return json.text("attributes");
    }
    return json.isNull() ? "" : json.compact();
  }
}
