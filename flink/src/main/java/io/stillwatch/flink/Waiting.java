// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.model.pipeline.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;

/// Messages of each key that the watermark has not passed yet. They are held in memory, and written
/// to Flink's keyed state at a checkpoint.
final class Waiting<I extends Message> {
  private static final String NAME = "waiting";
  private static final int FIRST_BYTES = 512;

  private final AbstractStreamOperator<?> operator;
  private final WireSerializer<I> serializer;
  private final ListState<I> state;
  private final Comparator<I> order;
  private final Map<Long, Line<I>> byKey = new HashMap<>();

  /// Keys of which something is written in the state.
  private final Set<Long> written = new HashSet<>();

  /// @param first whether these come from outside: of two with one id and time, the one with the
  ///   smaller bytes goes first, as in a sorted file
  Waiting(
      AbstractStreamOperator<?> operator,
      KeyedStateStore store,
      WireSerializer<I> serializer,
      boolean first) {
    this.operator = operator;
    this.serializer = serializer;
    state = store.getListState(new ListStateDescriptor<>(NAME, serializer));
    Comparator<I> total = Comparator.<I>comparingLong(Message::at).thenComparingLong(Message::tie);
    order = first ? total.thenComparing(this::bytes, Arrays::compareUnsigned) : total;
  }

  private byte[] bytes(I message) {
    try {
      var bytes = new DataOutputSerializer(FIRST_BYTES);
      serializer.serialize(message, bytes);
      return bytes.getCopyOfBuffer();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// Those of one key, in the order they came, and the time of the earliest: most keys have nothing
  /// due, and are then left as they are.
  private static final class Line<I extends Message> {
    List<I> messages = new ArrayList<>();
    long earliest = Long.MAX_VALUE;

    void add(I message) {
      messages.add(message);
      earliest = Math.min(earliest, message.at());
    }

    /// Takes out, in order, what is due; may be all.
    List<I> take(long watermark, Comparator<I> order) {
      messages.sort(order);
      int n = messages.size();
      while (n > 0 && messages.get(n - 1).at() > watermark) {
        n--;
      }
      List<I> due = messages.subList(0, n);
      messages = new ArrayList<>(messages.subList(n, messages.size()));
      earliest = messages.isEmpty() ? Long.MAX_VALUE : messages.getFirst().at();
      return due;
    }
  }

  void add(long key, I message) {
    byKey.computeIfAbsent(key, k -> new Line<>()).add(message);
  }

  /// Takes out, in order, what is due at this watermark.
  Map<Long, List<I>> due(long watermark) {
    var due = new HashMap<Long, List<I>>();
    Iterator<Map.Entry<Long, Line<I>>> all = byKey.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Long, Line<I>> entry = all.next();
      Line<I> line = entry.getValue();
      if (line.earliest <= watermark) {
        due.put(entry.getKey(), line.take(watermark, order));
        if (line.messages.isEmpty()) {
          all.remove();
        }
      }
    }
    return due;
  }

  /// Writes all to the state.
  void save() throws Exception {
    for (Long key : written) {
      if (!byKey.containsKey(key)) {
        operator.setCurrentKey(key);
        state.clear();
      }
    }
    written.clear();
    for (Map.Entry<Long, Line<I>> entry : byKey.entrySet()) {
      operator.setCurrentKey(entry.getKey());
      state.update(entry.getValue().messages);
      written.add(entry.getKey());
    }
  }

  /// Reads all from the state.
  void restore() throws Exception {
    try (Stream<Long> keys =
        operator.<Long>getKeyedStateBackend().getKeys(NAME, VoidNamespace.INSTANCE)) {
      written.addAll(keys.toList());
    }
    for (Long key : written) {
      operator.setCurrentKey(key);
      var line = new Line<I>();
      state.get().forEach(line::add);
      byKey.put(key, line);
    }
  }
}
