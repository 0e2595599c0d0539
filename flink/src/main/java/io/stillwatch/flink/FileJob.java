// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.detect.DetectConfig;
import io.stillwatch.model.Finding;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Wire;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/// The part of a scan that a cluster does: from a file of observations, sorted, to files of
/// findings, both in their wire forms. `stillwatch scan --engine flink` submits it.
public final class FileJob {
  private static final Duration CHECKPOINT = Duration.ofSeconds(30);

  private FileJob() {}

  /// @param args the file of observations, the folder for findings, the false discovery rate
  public static void main(String[] args) throws Exception {
    DetectConfig usual = DetectConfig.standard();
    run(
        args[0],
        args[1],
        new DetectionBlueprint(usual.keyHigh(), usual.keyLow(), Double.parseDouble(args[2])));
  }

  private static void run(String observations, String found, DetectionBlueprint blueprint)
      throws Exception {
    var env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            StillwatchJob.configuration(new Configuration(), CHECKPOINT));
    var format = new ObservationFile(Form.of(blueprint, 0, Form.Side.IN));
    var source =
        env.fromSource(
                FileSource.forRecordStreamFormat(format, new Path(observations)).build(),
                WatermarkStrategy.<Message>forMonotonousTimestamps()
                    .withTimestampAssigner((message, time) -> message.at()),
                "observations")
            .setParallelism(1);
    int last = blueprint.pipeline().stages().size() - 1;
    StagedStream.<Message, Finding>of(source, blueprint)
        .sent()
        .sinkTo(files(new Path(found), Form.of(blueprint, last, Form.Side.OUT)));
    env.execute("Stillwatch scan");
  }

  /// Files of messages in their wire form, one after the other, each message once.
  static <T extends Message> FileSink<T> files(Path folder, Form form) {
    return FileSink.forRowFormat(folder, new Written<T>(form))
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .withRollingPolicy(OnCheckpointRollingPolicy.build())
        .build();
  }

  private record Written<T extends Message>(Form form) implements Encoder<T> {
    @Override
    public void encode(T message, OutputStream out) throws IOException {
      Wire<T> wire = form.wire();
      var data = new DataOutputStream(out);
      wire.write(message, data);
      data.flush();
    }
  }
}
