// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/// What the gateway has done since it started, for metrics. Any thread may read.
public final class GatewayStats {
  /// What is counted.
  public enum Count {
    /// Questions that the desk answered.
    ASKED("asked"),
    /// Requests let go.
    ALLOWED("allowed"),
    /// Requests told to come later.
    THROTTLED("throttled"),
    /// Requests refused: by a decision, or by the tier.
    REFUSED("refused"),
    /// Requests let go because the desk failed.
    FAILED_OPEN("failed_open"),
    /// Requests turned away because the desk failed.
    FAILED_CLOSED("failed_closed"),
    /// Permits that could not be settled.
    UNSETTLED("unsettled"),
    /// Requests without an account.
    UNKNOWN("unknown"),
    /// Questions with a bad token.
    FORBIDDEN("forbidden"),
    /// Requests that were not sound HTTP, JSON or UTF-8, or too large.
    BAD("bad"),
    /// Callers hung up on because they were slow.
    SLOW("slow"),
    /// Callers hung up on because there were too many.
    CROWDED("crowded"),
    /// Requests sent upstream.
    PROXIED("proxied"),
    /// Requests that failed upstream: no connection, no reply in time, a reply that broke off.
    UPSTREAM_FAILED("upstream_failed"),
    /// Requests whose caller left before the reply's end.
    CANCELLED("cancelled"),
    /// Replies without token counts, settled by an estimate.
    ESTIMATED("estimated"),
    /// Exchanges handed in.
    TAPPED("tapped"),
    /// Exchanges that were dropped: no room, or not readable.
    DROPPED("dropped"),
    /// Times that the mapping file could not be read; the old one stays.
    MAPPING_FAILED("mapping_failed");

    private final String word;

    Count(String word) {
      this.word = word;
    }

    /// The word used in metrics.
    public String word() {
      return word;
    }
  }

  private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);

  GatewayStats() {
    for (Count count : Count.values()) {
      counts.put(count, new LongAdder());
    }
  }

  void add(Count count) {
    adder(count).increment();
  }

  void add(Count count, long many) {
    adder(count).add(many);
  }

  public long of(Count count) {
    return adder(count).sum();
  }

  /// All counts by their words.
  public SortedMap<String, Long> all() {
    SortedMap<String, Long> all = new TreeMap<>();
    counts.forEach((count, adder) -> all.put(count.word(), adder.sum()));
    return Collections.unmodifiableSortedMap(all);
  }

  private LongAdder adder(Count count) {
    LongAdder adder = counts.get(count);
    if (adder == null) {
      throw new AssertionError("every count has an adder");
    }
    return adder;
  }
}
