// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.detect.Detection;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Wire;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.util.Collector;

/// Makes observations of the bytes that [ObservedReader] gives. The time that came with them has
/// become the watermark by then.
final class Opened extends RichFlatMapFunction<Tuple2<Long, byte[]>, Message> {
  private static final long serialVersionUID = 1;

  private transient Wire<Message> wire;

  @SuppressWarnings("NullAway.Init") // made in open()
  Opened() {}

  @Override
  public void open(OpenContext context) {
    wire = Detection.observations();
  }

  @Override
  public void flatMap(Tuple2<Long, byte[]> record, Collector<Message> out) throws IOException {
    if (record.f1.length > 0) {
      out.collect(wire.read(new DataInputDeserializer(record.f1)));
    }
  }
}
