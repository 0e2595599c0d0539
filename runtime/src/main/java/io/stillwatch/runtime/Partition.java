// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.runtime;

import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Stage;
import io.stillwatch.model.pipeline.Wire;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Some of the keys of a stage: their states and timers. One thread at a time.
final class Partition<S, I extends Message, O extends Message> {
  private final Stage<S, I, O> stage;
  private final boolean strict;
  private final Long2ObjectOpenHashMap<Cell<S>> cells = new Long2ObjectOpenHashMap<>();

  /// Keys by the time they want to be woken at, each once, however often they change their mind.
  private final TreeMap<Long, LongOpenHashSet> timers = new TreeMap<>();

  private final List<I> inbox = new ArrayList<>();
  private final LongArrayList keys = new LongArrayList();
  private final List<O> outbox = new ArrayList<>();

  Partition(Stage<S, I, O> stage, boolean strict) {
    this.stage = stage;
    this.strict = strict;
  }

  private static final class Cell<S> {
    private S state;
    private long deadline = Stage.NEVER;

    Cell(S state) {
      this.state = state;
    }
  }

  void enqueue(long key, I message) {
    keys.add(key);
    inbox.add(message);
  }

  void advance(long watermark) {
    for (int i = 0; i < inbox.size(); i++) {
      I message = inbox.get(i);
      long key = keys.getLong(i);
      Cell<S> cell = cells.get(key);
      if (cell == null) {
        cell = new Cell<>(stage.start(key));
        cells.put(key, cell);
      }
      while (cell.deadline < message.at()) {
        tick(key, cell);
      }
      I in = strict ? copy(stage.in(), message) : message;
      want(key, cell, stage.step(cell.state, in, this::send));
      refresh(cell);
    }
    inbox.clear();
    keys.clear();
    while (!timers.isEmpty() && timers.firstKey() <= watermark) {
      wake(timers.pollFirstEntry());
    }
  }

  /// Ticks those that still want it, in the order of their keys.
  private void wake(Map.Entry<Long, LongOpenHashSet> due) {
    long[] sorted = due.getValue().toLongArray();
    Arrays.sort(sorted);
    for (long key : sorted) {
      Cell<S> cell = cells.get(key);
      if (cell != null && cell.deadline == due.getKey()) {
        tick(key, cell);
      }
    }
  }

  private void tick(long key, Cell<S> cell) {
    long now = cell.deadline;
    cell.deadline = Stage.NEVER;
    long next = stage.tick(key, cell.state, now, this::send);
    if (next <= now) {
      throw new IllegalStateException(
          stage.name() + " wants to be woken at " + next + ", which is not after " + now);
    }
    want(key, cell, next);
    refresh(cell);
  }

  private void want(long key, Cell<S> cell, long deadline) {
    if (deadline != cell.deadline) {
      cell.deadline = deadline;
      if (deadline != Stage.NEVER) {
        timers.computeIfAbsent(deadline, at -> new LongOpenHashSet()).add(key);
      }
    }
  }

  private void send(O message) {
    outbox.add(strict ? copy(stage.out(), message) : message);
  }

  private void refresh(Cell<S> cell) {
    if (strict) {
      cell.state = copy(stage.state(), cell.state);
    }
  }

  void drain(List<? super O> into) {
    into.addAll(outbox);
    outbox.clear();
  }

  private static <T> T copy(Wire<T> wire, T value) {
    try {
      var bytes = new ByteArrayOutputStream();
      wire.write(value, new DataOutputStream(bytes));
      var in = new ByteArrayInputStream(bytes.toByteArray());
      T copy = wire.read(new DataInputStream(in));
      if (in.available() > 0) {
        throw new IllegalStateException(wire.name() + " did not read all that it wrote");
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(wire.name() + " cannot read what it wrote", e);
    }
  }

  void snapshot(DataOutput out) throws IOException {
    long[] sorted = cells.keySet().toLongArray();
    Arrays.sort(sorted);
    out.writeInt(sorted.length);
    for (long key : sorted) {
      Cell<S> cell = cells.get(key);
      out.writeLong(key);
      out.writeLong(cell.deadline);
      stage.state().write(cell.state, out);
    }
  }

  void restore(DataInput in, Wire<S> states) throws IOException {
    int n = in.readInt();
    for (int i = 0; i < n; i++) {
      long key = in.readLong();
      long deadline = in.readLong();
      var cell = new Cell<>(states.read(in));
      cells.put(key, cell);
      want(key, cell, deadline);
    }
  }
}
