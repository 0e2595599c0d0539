// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.trial;

import io.stillwatch.interventions.Answer;
import io.stillwatch.interventions.Design;
import io.stillwatch.interventions.Protocol;
import io.stillwatch.interventions.Throttle;
import io.stillwatch.interventions.Trial;
import java.time.Duration;
import java.util.Optional;

/// The intervention that is under way, for many threads: whoever asks waits for another answer at
/// most, never for a database.
final class Live {
  private final String id;
  private final String by;
  private final String reason;
  private final Throttle throttle;

  /// @param by who allowed it
  Live(String id, String by, String reason, Throttle throttle) {
    this.id = id;
    this.by = by;
    this.reason = reason;
    this.throttle = throttle;
  }

  String id() {
    return id;
  }

  synchronized Design design() {
    return throttle.trial().plan().design();
  }

  /// Counts a request that may go on, and says how long it is put off, if it is.
  synchronized Optional<Duration> putOff(String account, long at) {
    return throttle.answer(account, at) instanceof Answer.Wait(Duration after)
        ? Optional.of(after)
        : Optional.empty();
  }

  synchronized void stop(long at, String why) {
    throttle.stop(at, why);
  }

  /// Weighs the pairs that are over.
  ///
  /// @return the trial with all that were weighed
  synchronized Trial weigh(long at) {
    while (throttle.isDue(at)) {
      throttle.close(at, false, false);
    }
    return throttle.trial();
  }

  /// As it is to be kept; its seed is in it once nothing is left to come.
  synchronized Sheet sheet() {
    Trial trial = throttle.trial();
    Protocol protocol = trial.goesOn() ? Protocol.closed(trial) : Protocol.revealed(trial);
    return new Sheet(protocol, by, reason, throttle.tally(), trial.standing());
  }
}
