// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.model.Finding;
import io.stillwatch.model.Mode;
import io.stillwatch.model.pipeline.Message;
import java.time.Duration;
import java.util.Locale;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/// Detection as a Flink job: exchanges and signups come from Kafka, findings go to Kafka, each once
/// ([JobSettings] has the options).
public final class StillwatchJob {
  /// Fixed, because a savepoint is bound to it. No stage runs on more tasks than this.
  static final int MOST_TASKS = 128;

  private final JobSettings settings;
  private final StreamExecutionEnvironment env;

  private StillwatchJob(JobSettings settings, Configuration configuration) {
    this.settings = settings;
    env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
  }

  /// Submits the job to the cluster that `flink run` names.
  public static void main(String[] args) throws Exception {
    run(JobSettings.of(args), new Configuration());
  }

  /// @param others what else to configure, beside what the job cannot do without
  static void run(JobSettings settings, Configuration others) throws Exception {
    new StillwatchJob(settings, configuration(others, settings.checkpoint())).run();
  }

  /// What no job of ours can do without, beside other things that are configured.
  static Configuration configuration(Configuration others, Duration checkpoint) {
    var configuration = new Configuration(others);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.MAX_PARALLELISM, MOST_TASKS);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpoint);
    return configuration;
  }

  private void run() throws Exception {
    DetectionBlueprint blueprint = settings.blueprint();
    Outputs outputs = settings.outputs();
    StagedStream<Message, Finding> laid =
        StagedStream.of(new Feed(env, settings).observations(), blueprint);
    int last = blueprint.pipeline().stages().size() - 1;
    send(laid.sent(), outputs.findings(), Form.of(blueprint, last, Form.Side.OUT));
    outputs.campaigns().ifPresent(topic -> keep(laid.sent(), Table.CAMPAIGNS, topic));
    outputs.evidence().ifPresent(topic -> keep(laid.sent(), Table.EVIDENCE, topic));
    decide(laid.sent(), outputs);
    outputs
        .late()
        .ifPresent(topic -> send(laid.aside(), topic, Form.of(blueprint, 0, Form.Side.IN)));
    outputs.archive().ifPresent(folder -> Archive.write(laid.first(), folder));
    env.execute("Stillwatch");
  }

  private <T extends Message> void send(DataStream<T> messages, String topic, Form form) {
    to(messages, topic, new WireRecord<>(topic, form));
  }

  /// A table is one, so it is kept by one task; few findings come to it.
  private void keep(DataStream<Finding> findings, Table table, String topic) {
    String name = "standing " + table.name().toLowerCase(Locale.ROOT);
    DataStream<Tuple2<String, String>> rows =
        findings
            .keyBy(finding -> 0, Types.INT)
            .process(new Standing(table), Standing.ROW)
            .uid(name)
            .name(name);
    to(rows, topic, new RowRecord(topic));
  }

  /// What follows from findings. What rules in shadow decide never comes where enforcers read.
  private void decide(DataStream<Finding> findings, Outputs outputs) {
    if (outputs.decisions().isPresent() || outputs.shadow().isPresent()) {
      DataStream<Message> told = new Feed(env, settings).told(findings);
      DataStream<Act> acts = StagedStream.<Message, Act>of(told, settings.ladder()).sent();
      outputs.decisions().ifPresent(topic -> tell(acts, Mode.LIVE, topic));
      outputs.shadow().ifPresent(topic -> tell(acts, Mode.SHADOW, topic));
    }
  }

  private void tell(DataStream<Act> acts, Mode mode, String topic) {
    String name = "decisions " + mode.word();
    to(acts.filter(act -> act.mode() == mode).uid(name).name(name), topic, new ActRecord(topic));
  }

  private <T> void to(
      DataStream<T> stream, String topic, KafkaRecordSerializationSchema<T> records) {
    stream
        .sinkTo(
            KafkaSink.<T>builder()
                .setBootstrapServers(settings.brokers())
                .setRecordSerializer(records)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix("stillwatch-" + topic)
                .setProperty("transaction.timeout.ms", "600000")
                .build())
        .uid("to " + topic)
        .name("to " + topic);
  }
}
