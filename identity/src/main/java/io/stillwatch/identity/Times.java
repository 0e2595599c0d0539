// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Signups in the order of their times, however they came. Counting is by two binary searches;
/// adding one that is not late costs nothing more.
final class Times {
  private final ArrayList<Trace> sorted = new ArrayList<>(1); // most marks are one account's

  void add(Trace trace) {
    int place = Collections.binarySearch(sorted, trace, Trace.ORDER);
    if (place < 0) {
      sorted.add(-place - 1, trace);
    }
  }

  void remove(Trace trace) {
    int place = Collections.binarySearch(sorted, trace, Trace.ORDER);
    if (place >= 0) {
      sorted.remove(place);
    }
  }

  void forgetBefore(long time) {
    sorted.subList(0, after(time - 1)).clear();
  }

  boolean isEmpty() {
    return sorted.isEmpty();
  }

  /// Those with from < at <= until.
  int count(long from, long until) {
    return Math.max(0, after(until) - after(from));
  }

  /// The newest of them, oldest first.
  List<Trace> newest(long from, long until, int most) {
    int end = after(until);
    return sorted.subList(Math.max(after(from), end - most), end);
  }

  /// How many are not later than `time`.
  private int after(long time) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted.get(middle).at() <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
