// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.live;

import io.stillwatch.detect.Detection;
import io.stillwatch.model.Finding;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Pipeline;
import io.stillwatch.model.pipeline.Wire;
import io.stillwatch.runtime.Engine;
import io.stillwatch.stats.Seen;
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
  private static final int GENERATION = 8 << 20;

  private final Wire<Message> wire = Detection.observations();
  private final Engine<Message, Finding> engine;
  private final Seen seen = new Seen(GENERATION);
  private final Reorder reorder = new Reorder();
  private final Judged judged;
  private final Window window;
  private final List<Finding> said = new ArrayList<>();
  private long horizon = Kept.NONE;
  private long position;
  private long fresh;
  private long repeated;
  private long late;

  /// Exchanges that are looked at, by event time. Signups all are.
  ///
  /// @param from begin, milliseconds since 1970 UTC
  /// @param until end, not included
  record Window(long from, long until) {
    /// All of them.
    static final Window ALL = new Window(Long.MIN_VALUE, Long.MAX_VALUE);

    boolean holds(Message message) {
      return from <= message.at() && message.at() < until;
    }
  }

  /// @param threads worker threads, at least 1
  Detector(Pipeline<Message, Finding> pipeline, int threads, Window window, Judged judged) {
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
      take(Kept.of(record, wire));
    }
    position = after;
    long until = Math.min(horizon, window.until() - 1);
    if (until >= window.from() && until > reorder.released()) {
      engine.take(reorder.release(until).iterator(), this::say);
      engine.advanceTo(until, this::say);
      tell();
    }
  }

  private void take(Kept kept) {
    horizon = Math.max(horizon, kept.horizon());
    kept.observation().ifPresent(this::sort);
  }

  private void sort(Message message) {
    boolean signup = Detection.isSignup(message);
    if (!signup && !window.holds(message)) {
      return;
    }
    if (!seen.add(signup ? ~message.tie() : message.tie())) {
      repeated++;
    } else if (signup || message.at() > horizon) {
      reorder.add(signup ? known(message) : message);
      fresh++;
    } else {
      late++;
    }
  }

  /// Judges what came so far as the last there is.
  void finish() {
    engine.take(reorder.release(window.until() - 1).iterator(), this::say);
    engine.finish(this::say);
    tell();
  }

  /// A signup is known from now on, however long ago it was.
  private Message known(Message signup) {
    return horizon == Kept.NONE ? signup : Detection.resumed(signup, horizon + 1);
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
    return new Progress(position, reorder.released(), fresh, repeated, late, reorder.size());
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(position);
    out.writeLong(horizon);
    out.writeLong(fresh);
    out.writeLong(repeated);
    out.writeLong(late);
    reorder.write(wire, out);
    seen.write(out);
    engine.snapshot(out);
  }

  /// Reads what [#write] wrote, into a detector that has taken nothing yet.
  Progress read(DataInput in) throws IOException {
    position = in.readLong();
    horizon = in.readLong();
    fresh = in.readLong();
    repeated = in.readLong();
    late = in.readLong();
    reorder.read(wire, in);
    seen.read(in);
    engine.restore(in);
    return progress();
  }

  @Override
  public void close() {
    engine.close();
  }
}
