// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.live;

import io.stillwatch.detect.Detection;
import io.stillwatch.model.Finding;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Pipeline;
import io.stillwatch.model.pipeline.Wire;
import io.stillwatch.runtime.Engine;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Detection over the journal: every record once, in the journal's order. What it knows after a
/// record depends on the records alone, so a restart leads to where it would have been without.
///
/// One thread at a time.
final class Detector implements AutoCloseable {
  private static final int EPOCH = 16_384;

  private final Wire<Message> wire = Detection.observations();
  private final Engine<Message, Finding> engine;
  private final Arrivals arrivals;
  private final Reorder reorder = new Reorder();
  private final Judged judged;
  private final Window window;
  private final List<Finding> said = new ArrayList<>();
  private long position;

  /// Exchanges that are looked at, by event time. Signups all are.
  ///
  /// @param from begin, milliseconds since 1970 UTC
  /// @param until end, not included
  record Window(long from, long until) {
    /// All of them.
    static final Window ALL = new Window(Long.MIN_VALUE, Long.MAX_VALUE);

    boolean holds(Message message) {
      return Detection.isSignup(message) || (from <= message.at() && message.at() < until);
    }
  }

  /// @param ids how many of the last ids are known at least
  /// @param threads worker threads, at least 1
  Detector(
      Pipeline<Message, Finding> pipeline, int ids, int threads, Window window, Judged judged) {
    arrivals = new Arrivals(ids);
    this.judged = judged;
    this.window = window;
    engine = new Engine<>(pipeline, threads, EPOCH, Engine.Mode.FAST);
  }

  /// Takes records and judges what time has come for.
  ///
  /// @param after position of the journal after the last of them
  /// @throws IOException when a record is of another form
  void take(List<byte[]> records, long after) throws IOException {
    for (byte[] record : records) {
      arrivals.take(Kept.of(record, wire)).filter(window::holds).ifPresent(reorder::add);
    }
    position = after;
    long until = Math.min(arrivals.horizon(), window.until() - 1);
    if (until >= window.from() && until > reorder.released()) {
      engine.take(reorder.release(until).iterator(), this::say);
      engine.advanceTo(until, this::say);
      tell();
    }
  }

  /// Judges what came so far as the last there is.
  void finish() {
    engine.take(reorder.release(window.until() - 1).iterator(), this::say);
    engine.finish(this::say);
    tell();
  }

  /// On threads of the engine, one after another.
  private void say(Finding finding) {
    synchronized (said) {
      said.add(finding);
    }
  }

  private void tell() {
    var judgements = new TreeMap<Long, List<Finding>>();
    synchronized (said) {
      for (Finding finding : said) {
        judgements.computeIfAbsent(finding.at(), at -> new ArrayList<>()).add(finding);
      }
      said.clear();
    }
    judgements.forEach(judged::judged);
  }

  Progress progress() {
    return new Progress(
        position,
        reorder.released(),
        arrivals.fresh(),
        arrivals.repeated(),
        arrivals.late(),
        reorder.size());
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(position);
    arrivals.writeCounts(out);
    reorder.write(wire, out);
    arrivals.writeSeen(out);
    engine.snapshot(out);
  }

  /// Reads what [#write] wrote, into a detector that has taken nothing yet.
  Progress read(DataInput in) throws IOException {
    position = in.readLong();
    arrivals.readCounts(in);
    reorder.read(wire, in);
    arrivals.readSeen(in);
    engine.restore(in);
    return progress();
  }

  @Override
  public void close() {
    engine.close();
  }
}
