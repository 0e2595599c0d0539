// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.live;

import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Puts observations in the order of event time. Each waits until nothing before it is waited for.
final class Reorder {
  /// What is waiting, and when it came.
  private record Waiting(Message message, long arrival) {}

  private static final Comparator<Waiting> ORDER =
      Comparator.<Waiting>comparingLong(w -> w.message().at())
          .thenComparingLong(w -> w.message().tie())
          .thenComparingLong(Waiting::arrival);

  private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(ORDER);
  private long arrivals;
  private long released = Kept.NONE;

  /// Takes an observation that is not late.
  void add(Message message) {
    waiting.add(new Waiting(message, arrivals++));
  }

  /// Event time up to which everything was given out.
  long released() {
    return released;
  }

  int size() {
    return waiting.size();
  }

  /// All that need not wait any longer, in order.
  List<Message> release(long horizon) {
    var ready = new ArrayList<Message>();
    while (!waiting.isEmpty() && waiting.element().message().at() <= horizon) {
      ready.add(waiting.remove().message());
    }
    released = Math.max(released, horizon);
    return ready;
  }

  void write(Wire<Message> wire, DataOutput out) throws IOException {
    out.writeLong(released);
    out.writeInt(waiting.size());
    for (Waiting one : waiting.stream().sorted(ORDER).toList()) {
      wire.write(one.message(), out);
    }
  }

  void read(Wire<Message> wire, DataInput in) throws IOException {
    released = in.readLong();
    int n = in.readInt();
    for (int i = 0; i < n; i++) {
      waiting.add(new Waiting(wire.read(in), arrivals++));
    }
  }
}
