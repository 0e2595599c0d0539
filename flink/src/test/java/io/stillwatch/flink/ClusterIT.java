// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Finding;
import io.stillwatch.runtime.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The job on a real cluster, fed by a real broker; both are killed while it works. The findings
/// are those of the engine in one process, each once.
class ClusterIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int PARTS = 4;
  private static final Comparator<Finding> ORDER =
      Comparator.comparingLong(Finding::at).thenComparingLong(Finding::tie);
  private static final Pattern ACCOUNT = Pattern.compile("\"account_id\":\"([^\"]*)\"");

  private static final String PROTECTION =
      """
      {"notice":"protection","at":"2020-01-01T00:00:00Z","account_id":"%s","kind":"protected",\
      "by":"Ada","reason":"a customer","until":"2100-01-01T00:00:00Z"}""";

  private static Path folder;
  private static World world;
  private static List<Finding> expected;
  private static Broker broker;
  private static Cluster cluster;

  @BeforeAll
  static void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    world = World.demo(folder, 300, 3);
    expected = World.embedded(world.observations(), 2, Engine.Mode.FAST);
    broker = new Broker();
    cluster = new Cluster(2, "");
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void killingATaskManagerAndTheBrokerChangesNoFinding() throws Exception {
    topics("kill");
    broker.topic("kill-campaigns", 1);
    broker.topic("kill-evidence", 1);
    broker.topic("kill-decisions", 1);
    broker.topic("kill-shadow", 1);
    broker.topic("kill-notices", 1);
    Path archive = Program.folder("archive");
    var options = new ArrayList<>(options("kill"));
    options.addAll(
        List.of(
            "--campaigns",
            "kill-campaigns",
            "--evidence",
            "kill-evidence",
            "--decisions-topic",
            "kill-decisions",
            "--shadow-topic",
            "kill-shadow",
            "--notices",
            "kill-notices",
            "--archive",
            archive.toUri().toString()));
    try (var producer = broker.producer()) {
      signups(producer, "kill");
      Broker.send(producer, "kill-notices", "", PROTECTION.formatted(customer()));
      producer.flush();
      String job = cluster.submit(List.of("-p", "4"), options);
      part(producer, "kill", 0);
      checkpoint(job);
      part(producer, "kill", 1);
      cluster.killTaskManager();
      part(producer, "kill", 1);
      cluster.startTaskManager();
      checkpoint(job);
      part(producer, "kill", 2);
      broker.killAndRestart();
      part(producer, "kill", 3);
      producer.flush();
      checkpoint(job);
      assertThat(cluster.restarts(job)).isPositive();
      cluster.drain(job);
    }
    assertThat(found("kill")).isEqualTo(expected);
    assertThat(broker.table("kill-campaigns")).isEqualTo(newest(Table.CAMPAIGNS)).isNotEmpty();
    assertThat(broker.table("kill-evidence")).isEqualTo(newest(Table.EVIDENCE)).isNotEmpty();
    for (String mode : List.of("live", "shadow")) {
      String topic = mode.equals("live") ? "kill-decisions" : "kill-shadow";
      assertThat(texts(topic)).isEqualTo(decided(mode)).isNotEmpty();
      assertThat(texts(topic)).noneMatch(text -> text.contains(customer()));
    }
    assertThat(Duck.row("select count(*), count(distinct request) from " + Duck.files(archive)))
        .isEqualTo(world.exchanges().size() + " " + world.exchanges().size());
  }

  private static List<String> texts(String topic) {
    return broker.committed(topic).stream()
        .map(record -> new String(record.value(), UTF_8))
        .sorted()
        .toList();
  }

  /// Somebody who would be decided upon, were it not for a notice.
  private static String customer() {
    var account = ACCOUNT.matcher(byHand().getFirst());
    assertThat(account.find()).isTrue();
    return account.group(1);
  }

  /// What the standard policy decides in a mode of all but that customer, and what ends of it.
  private static List<String> decided(String mode) {
    return byHand().stream()
        .filter(one -> one.contains("\"mode\":\"" + mode + "\""))
        .filter(one -> !one.contains(customer()))
        .sorted()
        .toList();
  }

  private static List<String> byHand() {
    var ladder = LadderBlueprint.standard(DetectionBlueprint.standard()).ladder();
    return Rounds.byHand(expected, ladder);
  }

  /// What the newest judgement says of a table.
  private static SortedMap<String, String> newest(Table table) {
    var newest = new TreeMap<String, String>();
    for (Finding finding : expected) {
      if (finding instanceof Finding.Named named && finding.at() == expected.getLast().at()) {
        newest.putAll(table.rows(named.campaign()));
      }
    }
    return newest;
  }

  @Test
  void goingFromTwoTasksToFourAndBackChangesNoFinding() throws Exception {
    topics("rescale");
    broker.topic("rescale-late", 1);
    List<String> rocks =
        List.of(
            "-D", "state.backend.type=rocksdb", "-D", "execution.checkpointing.incremental=true");
    var options = new ArrayList<>(options("rescale"));
    options.addAll(List.of("--late", "rescale-late"));
    try (var producer = broker.producer()) {
      signups(producer, "rescale");
      String savepoint = "";
      int part = 0;
      for (String tasks : List.of("2", "4", "2")) {
        var flags = new ArrayList<>(rocks);
        flags.addAll(List.of("-p", tasks));
        if (!savepoint.isEmpty()) {
          flags.addAll(List.of("-s", savepoint));
        }
        String job = cluster.submit(flags, options);
        part(producer, "rescale", part++);
        if (tasks.equals("4")) {
          checkpoint(job);
          late(producer, "rescale");
          ahead(producer, "rescale");
          part(producer, "rescale", part++);
        }
        producer.flush();
        checkpoint(job);
        savepoint = part < PARTS ? cluster.stop(job) : cluster.drain(job);
      }
    }
    assertThat(found("rescale")).isEqualTo(expected);
    assertThat(broker.committed("rescale-late")).hasSize(1);
  }

  @Test
  void aScanOfFilesOnTheClusterFindsTheSame() throws Exception {
    Path here = Program.folder("scan");
    scan(here.resolve("embedded"));
    scan(
        here.resolve("flink"),
        "--engine",
        "flink",
        "--threads",
        "3",
        "--flink-jar",
        "target/stillwatch-flink.jar",
        "--flink",
        cluster.script().toString());

    for (String file :
        List.of("campaigns.jsonl", "accounts.csv", "withdrawn.csv", "requests.csv.gz")) {
      assertThat(here.resolve("flink").resolve(file))
          .hasSameBinaryContentAs(here.resolve("embedded").resolve(file));
    }
    assertThat(here.resolve("flink").resolve("campaigns.jsonl")).isNotEmptyFile();
  }

  private static void scan(Path out, String... more) throws Exception {
    var line =
        new ArrayList<>(
            List.of(
                "-Xmx1g",
                "io.stillwatch.cli.Main",
                "scan",
                folder.toString(),
                "--out",
                out.toString(),
                "--quiet",
                "--requests"));
    line.addAll(List.of(more));
    try (var scan = Program.start("scan", jar -> true, Map.of(), line.toArray(String[]::new))) {
      assertThat(scan.exit(PATIENCE)).as("see %s", scan.log()).isZero();
    }
  }

  private static void topics(String name) throws Exception {
    broker.topic(name + "-exchanges", 4);
    broker.topic(name + "-accounts", 1);
    broker.topic(name + "-findings", 1);
  }

  private static List<String> options(String name) {
    return List.of(
        "--brokers",
        broker.address(),
        "--exchanges",
        name + "-exchanges",
        "--accounts",
        name + "-accounts",
        "--findings",
        name + "-findings",
        "--checkpoint",
        "1",
        "--quiet",
        "5",
        "--silent",
        "600");
  }

  private static void signups(KafkaProducer<byte[], byte[]> producer, String name) {
    world.accounts().forEach(line -> Broker.send(producer, name + "-accounts", "", line));
    producer.flush();
  }

  /// Sends a quarter of the exchanges, a few of them twice.
  private static void part(KafkaProducer<byte[], byte[]> producer, String name, int part) {
    int n = world.exchanges().size();
    for (int i = part * n / PARTS; i < (part + 1) * n / PARTS; i++) {
      send(producer, name, world.exchanges().get(i));
      if (i % 50 == 0) {
        send(producer, name, world.exchanges().get(i));
      }
    }
  }

  /// Sends an exchange that nobody waits for any longer.
  private static void late(KafkaProducer<byte[], byte[]> producer, String name) {
    send(
        producer,
        name,
        world.exchanges().getFirst().replace("\"request_id\":\"", "\"request_id\":\"late-"));
  }

  /// Sends an exchange of a year to come.
  private static void ahead(KafkaProducer<byte[], byte[]> producer, String name) {
    String line = world.exchanges().getFirst().replaceFirst("\"ts\":\"....", "\"ts\":\"2099");
    send(producer, name, line.replace("\"request_id\":\"", "\"request_id\":\"ahead-"));
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, String name, String line) {
    var account = ACCOUNT.matcher(line);
    Broker.send(producer, name + "-exchanges", account.find() ? account.group(1) : "", line);
  }

  /// Waits for two more checkpoints, so that one of them began after what was sent before.
  private static void checkpoint(String job) throws Exception {
    Program.await("the job to run", PATIENCE, () -> cluster.state(job).equals("RUNNING"));
    int before = cluster.checkpoints(job);
    Program.await("a checkpoint", PATIENCE, () -> cluster.checkpoints(job) > before + 1);
  }

  private static List<Finding> found(String name) throws IOException {
    var wire = WireSerializer.<Finding>of(Form.of(DetectionBlueprint.standard(), 3, Form.Side.OUT));
    var found = new ArrayList<Finding>();
    for (var record : broker.committed(name + "-findings")) {
      found.add(wire.deserialize(new DataInputDeserializer(record.value())));
    }
    found.sort(ORDER);
    return found;
  }
}
