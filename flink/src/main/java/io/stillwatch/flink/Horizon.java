// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.java.tuple.Tuple2;

/// Time as the records say it is: each carries the event time of which nothing more is waited for.
final class Horizon implements WatermarkGenerator<Tuple2<Long, byte[]>> {
  private long reached = Long.MIN_VALUE;

  @Override
  public void onEvent(Tuple2<Long, byte[]> record, long timestamp, WatermarkOutput output) {
    reached = Math.max(reached, record.f0);
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.emitWatermark(new Watermark(reached));
  }
}
