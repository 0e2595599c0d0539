// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/// What each campaign took, by the hour.
final class Takings {
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /// Exchanges of an hour.
  record Count(long exchanges, long harvest) {
    static final Count NONE = new Count(0, 0);

    Count plus(Count other) {
      return new Count(exchanges + other.exchanges, harvest + other.harvest);
    }
  }

  private final Map<String, NavigableMap<Long, Count>> byCampaign = new TreeMap<>();
  private final Map<String, Long> first = new TreeMap<>();

  void add(String campaign, long now, boolean harvest) {
    first.merge(campaign, now, Math::min);
    byCampaign
        .computeIfAbsent(campaign, _ -> new TreeMap<>())
        .merge(now - Math.floorMod(now, HOUR), new Count(1, harvest ? 1 : 0), Count::plus);
  }

  /// Takes over what was counted elsewhere of other campaigns.
  void add(Takings others) {
    byCampaign.putAll(others.byCampaign);
    first.putAll(others.first);
  }

  /// All that a campaign took.
  Count of(String campaign) {
    return hours(campaign).values().stream().reduce(Count.NONE, Count::plus);
  }

  /// What it took by the hour, each named by its first millisecond.
  NavigableMap<Long, Count> hours(String campaign) {
    return byCampaign.getOrDefault(campaign, new TreeMap<>());
  }

  /// When it sent its first exchange; empty when it sent none.
  OptionalLong first(String campaign) {
    Long at = first.get(campaign);
    return at == null ? OptionalLong.empty() : OptionalLong.of(at);
  }
}
