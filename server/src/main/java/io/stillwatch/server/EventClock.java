// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Event time as everybody in the server sees it: that of the clock, or that of the exchanges when
/// a log is played back. It never goes back.
final class EventClock implements InstantSource {
  private final AtomicLong latest = new AtomicLong();
  private volatile LongSupplier source = () -> 0;

  void follow(LongSupplier millis) {
    source = millis;
  }

  @Override
  public long millis() {
    return latest.accumulateAndGet(source.getAsLong(), Math::max);
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }
}
