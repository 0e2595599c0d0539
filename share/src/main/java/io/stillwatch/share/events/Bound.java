// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/// How many rows each peer may have in a table. Counting them each time would take longer the more
/// there are, so that it counts additions, and looks only when those reach the bound.
final class Bound {
  private final int most;
  private final ToIntFunction<String> count;
  private final Map<String, Integer> atMost = new ConcurrentHashMap<>();

  /// @param count how many there are now
  Bound(int most, ToIntFunction<String> count) {
    this.most = most;
    this.count = count;
  }

  boolean hasRoom(String peer) {
    int known = atMost.computeIfAbsent(peer, count::applyAsInt);
    if (known < most) {
      return true;
    }
    int now = count.applyAsInt(peer);
    atMost.put(peer, now);
    return now < most;
  }

  void added(String peer) {
    atMost.merge(peer, 1, Integer::sum);
  }
}
