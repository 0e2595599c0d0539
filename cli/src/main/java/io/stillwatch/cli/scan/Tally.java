// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.model.Window;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What one reading thread counted; tallies of all threads are added up.
final class Tally {
  private long exchanges;
  private long signups;
  private long outOfOrder;
  private final Days days = new Days();
  private long newest = Long.MIN_VALUE;
  private final SortedMap<String, Long> rejected = new TreeMap<>();
  private final SortedMap<String, Long> unread = new TreeMap<>();
  private final SortedMap<String, Long> skipped = new TreeMap<>();

  /// A block of lines begins. What is out of order is counted within each, so that the number does
  /// not depend on which thread read which.
  void block() {
    newest = Long.MIN_VALUE;
  }

  void exchange(long at) {
    exchanges++;
    outOfOrder += at < newest ? 1 : 0;
    newest = Math.max(newest, at);
    days.add(at);
  }

  void signup() {
    signups++;
  }

  void reject(String rule) {
    rejected.merge(rule, 1L, Long::sum);
  }

  void unread(String field) {
    unread.merge(field, 1L, Long::sum);
  }

  void skip(String why) {
    skipped.merge(why, 1L, Long::sum);
  }

  void add(Tally other) {
    exchanges += other.exchanges;
    signups += other.signups;
    outOfOrder += other.outOfOrder;
    days.add(other.days);
    other.rejected.forEach((k, n) -> rejected.merge(k, n, Long::sum));
    other.unread.forEach((k, n) -> unread.merge(k, n, Long::sum));
    other.skipped.forEach((k, n) -> skipped.merge(k, n, Long::sum));
  }

  long exchanges() {
    return exchanges;
  }

  long signups() {
    return signups;
  }

  long outOfOrder() {
    return outOfOrder;
  }

  SortedMap<String, Long> rejected() {
    return rejected;
  }

  SortedMap<String, Long> unread() {
    return unread;
  }

  SortedMap<String, Long> skipped() {
    return skipped;
  }

  long rejectedLines() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  /// All that was given, good or not.
  long entries() {
    return exchanges + signups + rejectedLines();
  }

  /// Which rules were broken and how often, most often first.
  String brokenRules() {
    return rejected.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(e -> "%s %,d".formatted(e.getKey(), e.getValue()))
        .collect(Collectors.joining(", "));
  }

  /// What a scan takes in that goes on at `closed`.
  Era era(long closed) {
    return days.era(closed);
  }

  Optional<Window> window(Era era) {
    return exchanges == 0 ? Optional.empty() : Optional.of(days.window(era));
  }
}
