// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.model.Finding;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.runtime.Engine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The engine in one process as a source that delivers at least once would drive it: stopped at
/// random points, and after each goes on from its snapshot with messages that it had taken already.
/// Every message and state is written and read again at each step.
record Interrupted(List<Message> sorted, Random random) {
  private static final int STOPS = 6;
  private static final int REPLAYED = 500;
  private static final int LOST = 200;

  List<Finding> run(int threads) throws IOException {
    var found = new ArrayList<Finding>();
    byte[] snapshot = {};
    int taken = 0;
    for (int stop = 1; stop <= STOPS + 1; stop++) {
      int until = stop > STOPS ? sorted.size() : whole(taken + random.nextInt(most(taken, stop)));
      try (var engine =
          new Engine<>(World.pipeline(), threads, 1 + random.nextInt(4_096), Engine.Mode.STRICT)) {
        if (snapshot.length > 0) {
          engine.restore(new DataInputStream(new ByteArrayInputStream(snapshot)));
        }
        engine.take(sorted.subList(Math.max(0, taken - REPLAYED), until).iterator(), found::add);
        snapshot = snapshot(engine);
        if (until == sorted.size()) {
          engine.finish(found::add);
          break;
        }
        // What comes after the snapshot and before the crash is done again.
        int crash = whole(Math.min(sorted.size(), until + random.nextInt(LOST)));
        engine.take(sorted.subList(until, crash).iterator(), lost -> {});
      }
      taken = until;
    }
    return found;
  }

  /// Twice the share of what is left that each stop would have.
  private int most(int taken, int stop) {
    return 1 + 2 * (sorted.size() - taken) / (STOPS + 2 - stop);
  }

  /// Not within a millisecond.
  private int whole(int place) {
    int end = Math.min(place, sorted.size());
    while (end > 0 && end < sorted.size() && sorted.get(end).at() == sorted.get(end - 1).at()) {
      end++;
    }
    return end;
  }

  private static byte[] snapshot(Engine<?, ?> engine) throws IOException {
    var bytes = new ByteArrayOutputStream();
    engine.snapshot(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
