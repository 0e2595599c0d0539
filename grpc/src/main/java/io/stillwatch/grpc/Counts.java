// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/// Counters that any number of threads add to.
final class Counts {
  private final LongAdder[] adders = new LongAdder[Count.values().length];

  Counts() {
    Arrays.setAll(adders, i -> new LongAdder());
  }

  void add(Count count) {
    add(count, 1);
  }

  void add(Count count, long more) {
    adders[count.ordinal()].add(more);
  }

  /// All counters by word, those at 0 too.
  SortedMap<String, Long> all() {
    SortedMap<String, Long> all = new TreeMap<>();
    for (Count count : Count.values()) {
      all.put(count.word(), adders[count.ordinal()].sum());
    }
    return Collections.unmodifiableSortedMap(all);
  }
}
