// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Stage;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/// A pipeline laid out over a stream, one operator for each stage.
///
/// @param sent what the last stage sends
/// @param first what the first stage sends
/// @param aside what came too late for the first one
record StagedStream<I extends Message, O extends Message>(
    DataStream<O> sent, DataStream<Message> first, DataStream<I> aside) {

  /// @param input messages with watermarks; their own time counts, not the stream's timestamps
  static <I extends Message, O extends Message> StagedStream<I, O> of(
      DataStream<I> input, Blueprint blueprint) {
    OutputTag<I> tag = new OutputTag<>("aside", StagedStream.<I>in(blueprint));
    SingleOutputStreamOperator<Message> first = null;
    DataStream<? extends Message> stream = input;
    int stages = blueprint.pipeline().stages().size();
    for (int place = 0; place < stages; place++) {
      SingleOutputStreamOperator<Message> next = laid(stream, blueprint, place, tag);
      first = first == null ? next : first;
      stream = next;
    }
    @SuppressWarnings("unchecked") // the pipeline's types fit by construction
    var sent = (DataStream<O>) stream;
    Objects.requireNonNull(first);
    return new StagedStream<>(sent, first, first.getSideOutput(tag));
  }

  /// The form in which the first stage takes its messages.
  static <I extends Message> TypeInformation<I> in(Blueprint blueprint) {
    return new WireType<>(Form.of(blueprint, 0, Form.Side.IN));
  }

  private static SingleOutputStreamOperator<Message> laid(
      DataStream<? extends Message> stream, Blueprint blueprint, int place, OutputTag<?> tag) {
    Stage<?, Message, Message> stage = blueprint.stage(place);
    @SuppressWarnings("unchecked") // the pipeline's types fit by construction
    var input = (DataStream<Message>) stream;
    @SuppressWarnings("unchecked")
    var aside = (OutputTag<Message>) tag;
    return input
        .keyBy(new StageKey<>(blueprint, place), Types.LONG)
        .transform(
            stage.name(),
            new WireType<Message>(Form.of(blueprint, place, Form.Side.OUT)),
            new StageOperator<Object, Message, Message>(blueprint, place, aside))
        .uid(stage.name())
        .name(stage.name());
  }
}
