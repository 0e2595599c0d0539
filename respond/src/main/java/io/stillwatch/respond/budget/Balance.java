// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond.budget;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a store keeps of one account; a value.
///
/// @param levels what is left in each bucket by [Meter], times the bucket's period in milliseconds,
///   so that refilling is exact in whole numbers; below 0 after a reservation larger than the rest
/// @param at up to when the buckets are filled, milliseconds since 1970 UTC
/// @param next number of the next reservation
/// @param open requests in flight: number to when they count as lost
record Balance(List<Long> levels, long at, long next, SortedMap<Long, Long> open) {
  Balance {
    levels = List.copyOf(levels);
    open = Collections.unmodifiableSortedMap(new TreeMap<>(open));
  }

  /// One line, to be kept.
  String line() {
    StringBuilder text = new StringBuilder("1 ").append(at).append(' ').append(next);
    levels.forEach(level -> text.append(' ').append(level));
    for (Map.Entry<Long, Long> one : open.entrySet()) {
      text.append(' ').append(one.getKey()).append(':').append(one.getValue());
    }
    return text.append('\n').toString();
  }

  /// @throws IllegalArgumentException when it is not what [#line()] wrote
  static Balance parse(String line) {
    String[] parts = line.strip().split(" ");
    int meters = Meter.values().length;
    if (parts.length < 3 + meters || !parts[0].equals("1") || !line.endsWith("\n")) {
      throw new IllegalArgumentException("no balance of form 1");
    }
    List<String> all = List.of(parts);
    List<Long> levels = all.subList(3, 3 + meters).stream().map(Long::valueOf).toList();
    SortedMap<Long, Long> open = new TreeMap<>();
    for (String one : all.subList(3 + meters, all.size())) {
      int colon = one.indexOf(':');
      open.put(Long.valueOf(one.substring(0, colon)), Long.valueOf(one.substring(colon + 1)));
    }
    return new Balance(levels, Long.parseLong(parts[1]), Long.parseLong(parts[2]), open);
  }
}
