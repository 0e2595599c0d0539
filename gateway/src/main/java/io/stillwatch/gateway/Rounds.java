// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Looks at every connection of one event loop four times a second. One timer for all: a request
/// sets and clears no timer of its own, and no clock is read.
@SuppressWarnings("FutureReturnValueIgnored") // It ends with its loop.
final class Rounds {
  private static final System.Logger LOG = System.getLogger(Rounds.class.getName());
  static final int TICK_MS = 250;

  private final Set<Patient> patients = new LinkedHashSet<>();

  Rounds(EventLoop loop) {
    loop.scheduleAtFixedRate(this::go, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
  }

  /// Whoever has something to wait for.
  interface Patient {
    void tick();
  }

  void add(Patient patient) {
    patients.add(patient);
  }

  void remove(Patient patient) {
    patients.remove(patient);
  }

  private void go() {
    for (Patient patient : patients.toArray(new Patient[0])) {
      look(patient);
    }
  }

  /// One that fails must not end the rounds of all.
  private static void look(Patient patient) {
    try {
      patient.tick();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "a tick failed: {0}", Failure.told(e));
    }
  }

  /// Ticks in a time, one at least.
  static int ticks(Duration time) {
    return Math.clamp(time.toMillis() / TICK_MS, 1, Integer.MAX_VALUE);
  }
}
