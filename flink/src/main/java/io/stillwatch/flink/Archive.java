// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.detect.Detection;
import io.stillwatch.model.pipeline.Message;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/// Exchanges as detection saw them, each once, in Parquet files by hour of event time
/// (docs/formats/archive.md). A file becomes visible at the checkpoint that ends it, so a restart
/// leaves nothing out and writes nothing twice.
final class Archive {
  private Archive() {}

  /// @param folder such as `s3://bucket/exchanges`
  static void write(DataStream<Message> observations, String folder) {
    observations
        .filter(message -> !Detection.isSignup(message))
        .uid("exchanges")
        .name("exchanges")
        .sinkTo(
            FileSink.<Message>forBulkFormat(new Path(folder), ArchiveFile::new)
                .withBucketAssigner(new Hourly())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(
                    OutputFileConfig.builder()
                        .withPartPrefix("exchanges")
                        .withPartSuffix(".parquet")
                        .build())
                .build())
        .uid("to the archive")
        .name("to the archive");
  }

  /// `dt=2026-03-02/hour=05`, in UTC: the names of columns and their values, as query engines
  /// expect of folders.
  static final class Hourly implements BucketAssigner<Message, String> {
    private static final long serialVersionUID = 1;
    private static final DateTimeFormatter NAME =
        DateTimeFormatter.ofPattern("'dt='uuuu-MM-dd'/hour='HH").withZone(ZoneOffset.UTC);

    @Override
    public String getBucketId(Message message, Context context) {
      return NAME.format(Instant.ofEpochMilli(message.at()));
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
      return SimpleVersionedStringSerializer.INSTANCE;
    }
  }
}
