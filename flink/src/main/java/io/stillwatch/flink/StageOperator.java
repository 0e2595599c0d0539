// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Stage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/// Any one stage, as Flink runs it. Messages wait until the watermark has passed them; then each
/// key takes its own in the order of (time, tie), and a tick for time T comes after all messages of
/// T and before any later one. This is what the engine in one process does too, so a stage cannot
/// tell them apart (docs/adr/0010-one-operator-on-flink.md).
///
/// Late messages are counted as `late`; unless the [Blueprint] takes them at a later time, they
/// leave by the side.
final class StageOperator<S, I extends Message, O extends Message> extends AbstractStreamOperator<O>
    implements OneInputStreamOperator<I, O>, Triggerable<Long, VoidNamespace> {
  private static final long serialVersionUID = 1;

  private final Blueprint blueprint;
  private final int place;
  private final OutputTag<I> aside;
  private transient Stage<S, I, O> stage;
  private transient Waiting<I> waiting;
  private transient Cells<S> cells;
  private transient Reached reached;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient StreamRecord<O> record;
  private transient Counter late;

  /// @param aside where messages go that came too late
  @SuppressWarnings("NullAway.Init") // the rest is made in initializeState() and open()
  StageOperator(Blueprint blueprint, int place, OutputTag<I> aside) {
    this.blueprint = blueprint;
    this.place = place;
    this.aside = aside;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    stage = blueprint.stage(place);
    KeyedStateStore store = context.getKeyedStateStore();
    cells = new Cells<>(this, store, stage, serializer(Form.Side.STATE));
    waiting = new Waiting<>(this, store, serializer(Form.Side.IN), place == 0);
    reached = new Reached(context.getOperatorStateStore());
  }

  private <T> WireSerializer<T> serializer(Form.Side side) {
    return WireSerializer.of(Form.of(blueprint, place, side));
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService("ticks", VoidNamespaceSerializer.INSTANCE, this);
    record = new StreamRecord<>(null);
    late = getMetricGroup().counter("late");
    waiting.restore();
  }

  /// State is met at the watermark, not by each message; the key is set there.
  @Override
  public void setKeyContextElement(StreamRecord<I> element) {}

  @Override
  public void processElement(StreamRecord<I> element) {
    I message = element.getValue();
    if (message.at() > reached.watermark()) {
      waiting.add(stage.key(message), message);
      return;
    }
    late.inc();
    if (place > 0) {
      throw new IllegalStateException(
          stage.name() + " was sent a message of " + message.at() + " after " + reached);
    }
    Optional<Message> still = blueprint.late(message, reached.watermark());
    if (still.isPresent()) {
      @SuppressWarnings("unchecked") // the same message at another time
      I taken = (I) still.get();
      waiting.add(stage.key(taken), taken);
    } else {
      output.collect(aside, new StreamRecord<>(message));
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    long watermark = mark.getTimestamp();
    for (Map.Entry<Long, List<I>> due : waiting.due(watermark).entrySet()) {
      setCurrentKey(due.getKey());
      take(due.getKey(), due.getValue(), watermark);
    }
    reached.advance(watermark);
    super.processWatermark(mark);
  }

  private void take(long key, List<I> messages, long watermark) throws Exception {
    Cells.Cell<S> cell = cells.get(key);
    for (I message : messages) {
      tick(key, cell, message.at() - 1);
      cell.deadline = stage.step(cell.state, message, this::send);
    }
    tick(key, cell, watermark);
    cells.changed(cell);
    wake(cell);
  }

  /// Ticks up to and with this time.
  private void tick(long key, Cells.Cell<S> cell, long until) {
    while (cell.deadline <= until && cell.deadline != Stage.NEVER) {
      long now = cell.deadline;
      cell.deadline = stage.tick(key, cell.state, now, this::send);
      if (cell.deadline <= now) {
        throw new IllegalStateException(
            stage.name() + " wants to be woken at " + cell.deadline + ", not after " + now);
      }
    }
  }

  /// Keeps one timer for the key, at its deadline.
  private void wake(Cells.Cell<S> cell) {
    if (cell.timer == cell.deadline) {
      return;
    }
    if (cell.timer != Stage.NEVER) {
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, cell.timer);
    }
    if (cell.deadline != Stage.NEVER) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, cell.deadline);
    }
    cell.timer = cell.deadline;
  }

  @Override
  public void onEventTime(InternalTimer<Long, VoidNamespace> timer) throws Exception {
    long key = timer.getKey();
    Cells.Cell<S> cell = cells.get(key);
    cell.timer = Stage.NEVER;
    tick(key, cell, timers.currentWatermark());
    cells.changed(cell);
    wake(cell);
  }

  @Override
  public void onProcessingTime(InternalTimer<Long, VoidNamespace> timer) {
    throw new IllegalStateException(stage.name() + " knows event time only");
  }

  private void send(O message) {
    output.collect(record.replace(message));
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    waiting.save();
    cells.save();
    reached.save();
    super.snapshotState(context);
  }
}
