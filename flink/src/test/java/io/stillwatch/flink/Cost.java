// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.detect.Detection;
import io.stillwatch.ingest.Block;
import io.stillwatch.ingest.Place;
import io.stillwatch.ingest.Rejected;
import io.stillwatch.ingest.Sink;
import io.stillwatch.ingest.Source;
import io.stillwatch.ingest.SourceConfig;
import io.stillwatch.ingest.Sources;
import io.stillwatch.model.Entry;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Signup;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Pipeline;
import io.stillwatch.runtime.Engine;
import io.stillwatch.runtime.ExternalSort;
import io.stillwatch.runtime.Intake;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.StateBackendOptions;

/// What an exchange costs on either engine, from the same log to the same findings; run by
/// `bench/flink.sh`. Each measurement is a process of its own, and all of its CPU time counts.
final class Cost {
  private Cost() {}

  /// @param args `fill WORLD`, which also keeps a broker until it is killed; `embedded WORLD`;
  ///   `hashmap ADDRESS EXCHANGES` or `rocksdb ADDRESS EXCHANGES`; `recovery BACKEND ADDRESS
  ///   EXCHANGES`
  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "fill" -> fill(Path.of(args[1]));
      case "embedded" -> embedded(Path.of(args[1]));
      case "recovery" -> Recovery.run(args[1], args[2], Long.parseLong(args[3]));
      default -> flink(args[0], args[1], Long.parseLong(args[2]));
    }
  }

  private static void fill(Path world) throws Exception {
    var broker = new Broker();
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
    broker.topic("exchanges", 2);
    broker.topic("accounts", 1);
    long sent = 0;
    try (var producer = broker.producer();
        var lines =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(
                        Files.newInputStream(world.resolve("exchanges.jsonl.gz")))))) {
      for (String line : Files.readAllLines(world.resolve("accounts.jsonl"))) {
        Broker.send(producer, "accounts", "", line);
      }
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Broker.send(producer, "exchanges", Long.toString(sent++), line);
      }
    }
    System.out.println(broker.address() + " " + sent);
    Thread.currentThread().join();
  }

  private static void embedded(Path world) throws Exception {
    long[] exchanges = {0};
    @SuppressWarnings("unchecked") // its first stage takes observations, its last sends findings
    var pipeline = (Pipeline<Message, Finding>) DetectionBlueprint.standard().pipeline();
    Path spill = Files.createTempDirectory("cost");
    try (var sort = new ExternalSort<>(Detection.observations(), spill, 512L << 20);
        var engine = new Engine<>(pipeline, 1, 16_384, Engine.Mode.FAST);
        Source source = Sources.open(SourceConfig.of(List.of(world)))) {
      try (var intake = sort.intake()) {
        Sink sink = new Receiver(intake, exchanges);
        for (Block block = source.next(); block != null; block = source.next()) {
          block.read(sink);
        }
      }
      var findings = new AtomicLong();
      engine.run(sort.sorted(), finding -> findings.incrementAndGet());
      report("embedded", exchanges[0], findings.get());
    }
  }

  private static void flink(String backend, String brokers, long exchanges) throws Exception {
    String findings = "findings-" + backend;
    var configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, backend.equals("rocksdb"));
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        Files.createTempDirectory("cost").toUri().toString());
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, 1);
    StillwatchJob.run(
        JobSettings.of(
            "--brokers", brokers,
            "--exchanges", "exchanges",
            "--accounts", "accounts",
            "--findings", findings,
            "--checkpoint", "10",
            "--whole", "true"),
        configuration);
    report("Flink, state in " + backend, exchanges, Broker.committed(brokers, findings).size());
  }

  private static void report(String what, long exchanges, long findings) {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double micros = system.getProcessCpuTime() / 1e3;
    System.out.printf(
        Locale.ROOT,
        "%s: %,d exchanges, %,d findings, %.1f s of CPU, %.1f us an exchange%n",
        what,
        exchanges,
        findings,
        micros / 1e6,
        micros / exchanges);
  }

  private record Receiver(Intake<Message> intake, Function<Entry, Message> reader, long[] exchanges)
      implements Sink {
    Receiver(Intake<Message> intake, long[] exchanges) {
      this(intake, Detection.reader(DetectionBlueprint.standard().config()), exchanges);
    }

    @Override
    public void exchange(Exchange exchange, Place place) {
      exchanges[0]++;
      add(reader.apply(exchange));
    }

    @Override
    public void signup(Signup signup, Place place) {
      add(reader.apply(signup));
    }

    private void add(Message observation) {
      try {
        intake.add(observation);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void reject(Rejected rejected) {
      throw new IllegalStateException(rejected.reason());
    }
  }
}
