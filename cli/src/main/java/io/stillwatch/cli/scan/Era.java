// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

/// What a scan takes in of the log's own time; milliseconds since 1970 UTC, all inclusive.
///
/// @param closed where the scan before ended: what is earlier is late; `Long.MIN_VALUE` for a scan
///   that begins
/// @param from what is earlier is far from all the rest
/// @param until what is later is far from all the rest
record Era(long closed, long from, long until) {
  /// Of a log that holds nothing a scan could take in.
  static Era of(long closed) {
    return new Era(closed, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  boolean goesOn() {
    return closed != Long.MIN_VALUE;
  }

  boolean late(long at) {
    return at < closed;
  }

  boolean far(long at) {
    return at < from || at > until;
  }

  boolean holds(long at) {
    return !late(at) && !far(at);
  }
}
