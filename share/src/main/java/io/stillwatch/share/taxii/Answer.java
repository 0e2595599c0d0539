// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import io.stillwatch.store.shelf.Shelved;
import io.stillwatch.store.shelf.Slice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What is answered; of [Taxii#MEDIA_TYPE], always.
///
/// @param status of HTTP
/// @param headers besides the content type
/// @param body in JSON; empty for nothing
record Answer(int status, Map<String, String> headers, String body) {
  private static final JsonMapper MAPPER = new JsonMapper();

  Answer {
    headers = Map.copyOf(headers);
  }

  static Answer of(int status, Map<String, @Nullable Object> json) {
    return new Answer(status, Map.of(), write(json));
  }

  static Answer of(Refusal refusal) {
    return of(refusal.status(), refusal.json());
  }

  /// A page: its members, whether there is more and where, and the stamps of its ends.
  ///
  /// @param name of the list
  /// @param list in JSON, one text each
  static Answer page(Slice slice, String name, List<String> list) {
    if (list.isEmpty()) {
      return new Answer(200, Map.of(), "{}");
    }
    Shelved last = slice.items().getLast();
    int size = list.stream().mapToInt(String::length).sum() + list.size();
    var body = new StringBuilder(size + 128).append('{');
    if (slice.more()) {
      body.append("\"more\":true,\"next\":\"").append(Asking.next(last.stamp())).append("\",");
    }
    body.append('"').append(name).append("\":[");
    String comma = "";
    for (String one : list) {
      body.append(comma).append(one);
      comma = ",";
    }
    var headers =
        Map.of(
            Taxii.FIRST, Taxii.time(slice.items().getFirst().stamp()),
            Taxii.LAST, Taxii.time(last.stamp()));
    return new Answer(200, headers, body.append("]}").toString());
  }

  static String write(Object json) {
    return MAPPER.writeValueAsString(json);
  }

  /// An object with its members in this order; those without a value, an empty text or an empty
  /// list are left out.
  static Map<String, @Nullable Object> json(@Nullable Object... namesAndValues) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      boolean nothing =
          value == null
              || value.equals("")
              || value.equals(Optional.empty())
              || value.equals(List.of());
      if (!nothing) {
        map.put((String) namesAndValues[i], value);
      }
    }
    return map;
  }
}
