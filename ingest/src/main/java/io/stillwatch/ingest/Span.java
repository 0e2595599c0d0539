// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// One span while its fields come in. Attribute values are kept as text: strings as they are,
/// numbers as written, lists and maps as compact JSON. Attributes of span events count as the
/// span's own where the span has none of that name: older emitters put prompts there.
///
/// Made by whoever has spans in another form than JSON, and handed to [Intake#spans].
public final class Span {
  /// Attributes of one span that are read.
  static final int MOST = 50_000;

  String traceId = "";
  String spanId = "";
  Moment start = Moment.ABSENT;
  Moment end = Moment.ABSENT;
  boolean failed;
  Map<String, String> own = new TreeMap<>();
  Map<String, String> ofEvents = new TreeMap<>();
  Map<String, String> ofResource = Map.of();

  /// An empty span.
  public Span() {}

  /// @param trace and
  /// @param span their ids in hex; empty when there is none
  public Span ids(String trace, String span) {
    traceId = trace;
    spanId = span;
    return this;
  }

  /// @param startNanos and
  /// @param endNanos since 1970 UTC; 0 when not known
  public Span times(long startNanos, long endNanos) {
    start = nanos(startNanos);
    end = nanos(endNanos);
    return this;
  }

  private static Moment nanos(long nanos) {
    return nanos == 0 ? Moment.ABSENT : Moment.ofMillis(Math.floorDiv(nanos, 1_000_000L));
  }

  /// Its status is an error.
  public Span fail() {
    failed = true;
    return this;
  }

  /// An attribute; one without a name or a value says nothing.
  public Span attribute(String name, String value) {
    put(own, name, value);
    return this;
  }

  /// An attribute of one of its events.
  public Span ofEvent(String name, String value) {
    put(ofEvents, name, value);
    return this;
  }

  /// The attributes of the resource that emitted it.
  public Span ofResource(Map<String, String> attributes) {
    ofResource = Map.copyOf(attributes);
    return this;
  }

  static void put(Map<String, String> attributes, String name, String value) {
    if (!name.isEmpty() && !value.isEmpty() && attributes.size() < MOST) {
      attributes.put(name, value);
    }
  }

  /// The value of the first of these names that the span has; empty when it has none.
  String get(String... names) {
    for (String name : names) {
      String value = find(name).orElse("");
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  /// The same, looking at the resource too.
  String getAnywhere(List<String> names) {
    for (String name : names) {
      String value = find(name).orElse(ofResource.getOrDefault(name, ""));
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  Optional<String> find(String name) {
    String value = own.get(name);
    return Optional.ofNullable(value == null ? ofEvents.get(name) : value);
  }

  OptionalLong whole(String... names) {
    return Numbers.whole(get(names));
  }

  /// Own attributes whose names start with `prefix`, without it.
  Map<String, String> startingWith(String prefix) {
    Map<String, String> found = new HashMap<>();
    own.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), value);
          }
        });
    return found;
  }

  boolean hasAny(String prefix) {
    return own.keySet().stream().anyMatch(name -> name.startsWith(prefix));
  }
}
