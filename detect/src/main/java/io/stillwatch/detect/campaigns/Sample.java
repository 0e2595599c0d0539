// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.stats.Mix;

/// Which groups the null of E5 is learnt from, when there are more than can be looked at: those
/// whose names have the least hashes, so that it says nothing of a group whether it is in. Those
/// that are looked at have most material, and timers, which are even, have more than people.
///
/// @param most greatest hash that is in, without its sign
record Sample(long most) {
  /// Everybody.
  static final Sample ALL = new Sample(Long.MAX_VALUE);

  /// About so many of so many.
  static Sample of(int wanted, int all) {
    return all <= wanted ? ALL : new Sample((long) (Long.MAX_VALUE * ((double) wanted / all)));
  }

  boolean holds(long signature) {
    return Mix.mix64(signature) >>> 1 <= most;
  }
}
