// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.score;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Two ways to divide the same accounts.
///
/// @param cells how many accounts are in each pair of a true part and a found part
record Partition(Map<Cell, Long> cells) {

  /// A true part and a found part.
  record Cell(String actual, String found) {}

  static Partition of(Stream<Cell> accounts) {
    return new Partition(
        accounts.collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
  }

  /// The adjusted Rand index (Hubert and Arabie, Journal of Classification 2, 1985): 1 when both
  /// divide alike, 0 on average when the found parts are drawn at random with their sizes. Where no
  /// division of these sizes could differ, 1.
  double adjustedRandIndex() {
    double together = pairs(cells.values().stream());
    double actual = pairs(sizes(Cell::actual));
    double found = pairs(sizes(Cell::found));
    double all = pairs(Stream.of(cells.values().stream().mapToLong(Long::longValue).sum()));
    double expected = all == 0 ? 0 : actual * found / all;
    double most = (actual + found) / 2;
    return most == expected ? 1 : (together - expected) / (most - expected);
  }

  private Stream<Long> sizes(Function<Cell, String> part) {
    return cells.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                e -> part.apply(e.getKey()), Collectors.summingLong(Map.Entry::getValue)))
        .values()
        .stream();
  }

  private static double pairs(Stream<Long> counts) {
    return counts.mapToDouble(n -> n * (n - 1) / 2.0).sum();
  }
}
