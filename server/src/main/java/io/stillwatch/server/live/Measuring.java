// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.live;

import io.stillwatch.detect.DetectConfig;
import io.stillwatch.detect.Detection;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Suspects;
import io.stillwatch.store.journal.Cursor;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Reads the journal again and says what the evidence is about groups that others suspect. It has
/// detection of its own, with what that takes of memory, and gives way to the detection that runs:
/// while that is behind it stands still, and it works half of the time at most.
///
/// The same journal gives the same numbers, however often it is read; a pass that broke off is
/// begun again.
///
/// @param config what an operator may set of detection
/// @param clock of this machine
/// @param busy whether detection is behind
/// @param stopped whether to give up
public record Measuring(
    DetectConfig config,
    History history,
    InstantSource clock,
    BooleanSupplier busy,
    BooleanSupplier stopped) {
  private static final int BATCH = 4_096;
  private static final Duration WAIT = Duration.ofMillis(50);

  /// A clock that is set does not stop it for long, in milliseconds.
  private static final long LONGEST = 10_000;

  /// What was in a window, measured at its end.
  ///
  /// @param from begin of the window, event time in milliseconds since 1970 UTC
  /// @param until its end, not included
  /// @param suspects whom others suspect
  /// @return one for each suspicion of which enough accounts are known here
  /// @throws IOException when a record is of another form
  /// @throws CancellationException when it is stopped
  public List<Finding.Measured> measure(long from, long until, List<Suspects> suspects)
      throws IOException {
    var newest = new ArrayList<Finding>();
    var pipeline = Detection.measuring(config, suspects);
    Detector.Window window = new Detector.Window(from, until);
    try (var detector =
            new Detector(
                pipeline, history.ids(), 1, window, (at, findings) -> keep(findings, newest));
        Cursor cursor = history.journal().read(history.journal().start())) {
      long end = history.journal().end();
      for (List<byte[]> batch = cursor.next(BATCH); !batch.isEmpty(); batch = cursor.next(BATCH)) {
        long began = clock.millis();
        detector.take(batch, cursor.position());
        giveWay(clock.millis() - began);
        if (cursor.position() >= end) {
          break;
        }
      }
      detector.finish();
    }
    return newest.stream()
        .filter(Finding.Measured.class::isInstance)
        .map(Finding.Measured.class::cast)
        .filter(one -> !one.suspicion().isEmpty())
        .toList();
  }

  private static void keep(List<Finding> findings, List<Finding> newest) {
    newest.clear();
    newest.addAll(findings);
  }

  private void giveWay(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Math.clamp(millis, 0, LONGEST)));
    while (busy.getAsBoolean() && !stopped.getAsBoolean()) {
      LockSupport.parkNanos(WAIT.toNanos());
    }
    if (stopped.getAsBoolean() || Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the server stops");
    }
  }
}
