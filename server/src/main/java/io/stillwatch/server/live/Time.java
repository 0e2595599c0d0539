// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.live;

import java.time.Duration;
import java.time.InstantSource;

/// How event time goes on.
public sealed interface Time {
  /// As the clock does: an exchange is waited for until so long after it happened.
  ///
  /// @param clock of this machine
  /// @param patience how long an exchange is waited for
  record Wall(InstantSource clock, Duration patience) implements Time {
    /// Clocks of honest gateways differ by so much at most.
    static final Duration SKEW = Duration.ofMinutes(5);

    @Override
    public long horizon(long newest) {
      return clock.millis() - patience.toMillis();
    }

    @Override
    public boolean isAhead(long at, long newest) {
      return at > clock.millis() + SKEW.toMillis();
    }

    @Override
    public long idle(long newest) {
      return horizon(newest);
    }
  }

  /// As the exchanges say: for logs that are played back.
  ///
  /// @param patience in event time, how much an exchange may lag behind the newest
  /// @param rhythm in which groups are judged: so far does time go on when nothing comes
  record Log(Duration patience, Duration rhythm) implements Time {
    private static final long DAY = 86_400_000;

    @Override
    public long horizon(long newest) {
      return newest == Kept.NONE ? Kept.NONE : newest - patience.toMillis();
    }

    @Override
    public boolean isAhead(long at, long newest) {
      return newest != Kept.NONE && at > newest + 28 * DAY;
    }

    @Override
    public long idle(long newest) {
      return newest == Kept.NONE ? Kept.NONE : newest + rhythm.toMillis();
    }
  }

  /// Event time of which nothing more is waited for.
  ///
  /// @param newest event time of the newest exchange; `Long.MIN_VALUE` when there is none
  long horizon(long newest);

  /// Whether an exchange is dated so far ahead that its clock must be wrong.
  boolean isAhead(long at, long newest);

  /// The horizon when nothing has come for a while.
  long idle(long newest);
}
