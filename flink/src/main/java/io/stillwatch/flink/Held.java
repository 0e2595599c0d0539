// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;

/// Holds back time at the start, until no more has come for a while, or for long enough: who always
/// has something to say must not stop time. From then on it leaves time to others.
final class Held<T> implements WatermarkGenerator<T> {
  private final RelativeClock clock;
  private final long quiet;
  private final long most;
  private final long begun;
  private long last;
  private boolean over;

  private Held(RelativeClock clock, Duration quiet, Duration most) {
    this.clock = clock;
    this.quiet = quiet.toNanos();
    this.most = most.toNanos();
    begun = clock.relativeTimeNanos();
    last = begun;
  }

  /// @param quiet how long nothing must come
  /// @param most how long it holds back time at all
  static <T> WatermarkStrategy<T> until(Duration quiet, Duration most) {
    return WatermarkStrategy.forGenerator(
        context -> new Held<>(context.getInputActivityClock(), quiet, most));
  }

  @Override
  public void onEvent(T event, long timestamp, WatermarkOutput output) {
    last = clock.relativeTimeNanos();
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    long now = clock.relativeTimeNanos();
    if (!over && (now - last >= quiet || now - begun >= most)) {
      over = true;
      output.markIdle();
    }
  }
}
