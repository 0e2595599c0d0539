// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.arena.spec.CampaignSpec;
import io.stillwatch.arena.spec.Split;
import io.stillwatch.arena.spec.WorldSpec;
import io.stillwatch.model.Finding;
import io.stillwatch.model.pipeline.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/// A savepoint of the whole detection in the middle of a tiny log, and that log. Both are kept with
/// the tests, so that every later build has to go on from it; `bench/savepoint.sh` makes them anew
/// when a form has changed and an older savepoint can no longer be taken.
final class KeptSavepoint {
  static final Path FOLDER = Path.of("src", "test", "resources", "savepoint");
  private static final Path LOG = FOLDER.resolve("log.jsonl.gz");
  private static final int PER_SECOND = 100;

  /// What was sent by the job that runs in this process.
  static final Queue<Finding> SENT = new ConcurrentLinkedQueue<>();

  private static volatile List<Message> input = List.of();

  private KeptSavepoint() {}

  /// Makes both anew.
  public static void main(String[] args) throws Exception {
    Files.createDirectories(FOLDER);
    writeLog();
    JobClient job = submit("", PER_SECOND);
    Program.await("some findings", Duration.ofSeconds(60), () -> !SENT.isEmpty());
    Path made = Path.of(URI.create(Local.stopped(job, Files.createTempDirectory("savepoint"))));
    try (Stream<Path> files = Files.list(made)) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            FOLDER.resolve(file.getFileName()),
            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    }
    System.out.println("after " + SENT.size() + " findings");
    // A program of its own (bench/savepoint.sh); threads of Flink's would keep it alive.
    System.exit(0);
  }

  private static void writeLog() throws IOException {
    WorldSpec demo = WorldSpec.preset("demo", 1);
    WorldSpec tiny =
        demo.withCampaigns(List.of(CampaignSpec.preset("easy", 12, Split.DEVELOPMENT, 1)))
            .withPopulation(demo.population().of(40))
            .withDays(2);
    World world = World.of(tiny, Files.createTempDirectory("world"));
    try (var out =
        new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(LOG)), UTF_8)) {
      for (List<String> lines : List.of(world.accounts(), world.exchanges())) {
        for (String line : lines) {
          out.write(line + "\n");
        }
      }
    }
  }

  /// Signups first, then exchanges by their time.
  static List<Message> log() throws IOException {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(LOG)), UTF_8))) {
      return World.sorted(new World(lines.lines().toList(), List.of()).observations());
    }
  }

  /// Starts the job, from a savepoint unless that is empty.
  static JobClient submit(String savepoint, int perSecond) throws Exception {
    input = log();
    SENT.clear();
    var blueprint = DetectionBlueprint.standard();
    var env = StreamExecutionEnvironment.getExecutionEnvironment(configuration(savepoint));
    var source =
        env.fromSource(
                new DataGeneratorSource<Message>(
                    place -> input.get(place.intValue()),
                    input.size(),
                    RateLimiterStrategy.perSecond(perSecond),
                    StagedStream.in(blueprint)),
                WatermarkStrategy.<Message>forBoundedOutOfOrderness(Duration.ofMinutes(10))
                    .withTimestampAssigner((m, t) -> m.at()),
                "log")
            .setParallelism(1)
            .uid("log");
    StagedStream.<Message, Finding>of(source, blueprint)
        .sent()
        .map(KeptSavepoint::noted)
        .returns(new WireType<Finding>(Form.of(blueprint, 3, Form.Side.OUT)))
        .sinkTo(new DiscardingSink<>());
    return env.executeAsync();
  }

  private static Configuration configuration(String savepoint) {
    Configuration configuration = Local.configuration(1);
    configuration.set(PipelineOptions.MAX_PARALLELISM, StillwatchJob.MOST_TASKS);
    // All state goes into the savepoint's one file.
    configuration.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
    if (!savepoint.isEmpty()) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    return configuration;
  }

  private static Finding noted(Finding finding) {
    SENT.add(finding);
    return finding;
  }
}
