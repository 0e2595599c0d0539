// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.model.pipeline.Stage;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;

/// The states of the keys that were met lately, taken from Flink's keyed state and written back at
/// a checkpoint, or when there are many. Between two checkpoints a busy key is so read and written
/// once, which matters where state lies in RocksDB. None is held over a checkpoint: Flink writes
/// that in the background, and hands out a copy of what it still has to write.
final class Cells<S> {
  /// States held between two checkpoints, at most. Shards of the ledgers fit; accounts need not.
  private static final int MOST = 8_192;

  private final AbstractStreamOperator<?> operator;
  private final Stage<S, ?, ?> stage;
  private final ValueState<S> states;
  private final ValueState<Long> deadlines;
  private final Map<Long, Cell<S>> held = new HashMap<>();

  Cells(
      AbstractStreamOperator<?> operator,
      KeyedStateStore store,
      Stage<S, ?, ?> stage,
      WireSerializer<S> serializer) {
    this.operator = operator;
    this.stage = stage;
    states = store.getState(new ValueStateDescriptor<>("state", serializer));
    deadlines = store.getState(new ValueStateDescriptor<>("deadline", Types.LONG));
  }

  /// One key's state while it is held.
  static final class Cell<S> {
    final S state;

    /// Event time at which the stage wants to be woken.
    long deadline;

    /// Event time of the timer that Flink has for it.
    long timer;

    private boolean changed;

    private Cell(S state, long deadline) {
      this.state = state;
      this.deadline = deadline;
      this.timer = deadline;
    }
  }

  /// The cell of the operator's current key.
  Cell<S> get(long key) throws IOException {
    Cell<S> cell = held.get(key);
    if (cell == null) {
      if (held.size() >= MOST) {
        save();
        operator.setCurrentKey(key);
      }
      S state = states.value();
      Long deadline = deadlines.value();
      cell =
          new Cell<>(
              state == null ? stage.start(key) : state, deadline == null ? Stage.NEVER : deadline);
      held.put(key, cell);
    }
    return cell;
  }

  /// To be written back.
  void changed(Cell<S> cell) {
    cell.changed = true;
  }

  /// Writes back what has changed, and holds nothing any longer.
  void save() throws IOException {
    for (Map.Entry<Long, Cell<S>> entry : held.entrySet()) {
      Cell<S> cell = entry.getValue();
      if (cell.changed) {
        operator.setCurrentKey(entry.getKey());
        states.update(cell.state);
        deadlines.update(cell.deadline);
      }
    }
    held.clear();
  }
}
