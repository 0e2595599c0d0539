// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A real Flink cluster: a job manager and task managers of two slots, each a process, and the
/// command line as users have it.
final class Cluster implements AutoCloseable {
  private static final Path JAR = Path.of("target", "stillwatch-flink.jar").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /// The cluster has nothing of ours; the job brings it.
  private static final Predicate<String> LIBRARIES =
      jar ->
          !jar.contains("/target/")
              && !jar.contains("/org/apache/kafka/")
              && !jar.contains("/flink-connector-kafka/")
              && !jar.contains("/tools/jackson/")
              && !jar.contains("/org/apache/parquet/")
              && !jar.contains("/net/openhft/")
              && !jar.contains("/com/github/luben/")
              && !jar.contains("/com/samskivert/")
              && !jar.contains("/dev/cel/")
              && !jar.contains("/com/google/")
              && !jar.contains("/org/antlr/")
              && !jar.contains("/org/tomlj/")
              && !jar.contains("/org/threeten/")
              && !jar.contains("/org/duckdb/")
              && !jar.contains("/it/unimi/")
              && !jar.contains("/org/junit/");

  private final Path folder;
  private final int rest;
  private final Program jobManager;
  private final List<Program> taskManagers = new ArrayList<>();
  private int started;

  /// @param settings lines to add to the configuration
  Cluster(int taskManagers, String settings) throws Exception {
    folder = Program.folder("flink");
    rest = Program.freePort();
    Files.writeString(
        folder.resolve("config.yaml"),
        """
        jobmanager.rpc.address: localhost
        jobmanager.rpc.port: %d
        jobmanager.bind-host: localhost
        jobmanager.memory.process.size: 1024m
        jobmanager.execution.failover-strategy: region
        taskmanager.bind-host: localhost
        taskmanager.host: localhost
        taskmanager.numberOfTaskSlots: 2
        taskmanager.cpu.cores: 2.0
        taskmanager.memory.task.heap.size: 640m
        taskmanager.memory.task.off-heap.size: 0m
        taskmanager.memory.framework.heap.size: 128m
        taskmanager.memory.framework.off-heap.size: 128m
        taskmanager.memory.managed.size: 128m
        taskmanager.memory.network.min: 64m
        taskmanager.memory.network.max: 64m
        taskmanager.memory.jvm-metaspace.size: 256m
        taskmanager.memory.jvm-overhead.min: 192m
        taskmanager.memory.jvm-overhead.max: 192m
        rest.address: localhost
        rest.bind-address: localhost
        rest.port: %d
        heartbeat.interval: 1000
        heartbeat.timeout: 8000
        restart-strategy.type: fixed-delay
        restart-strategy.fixed-delay.attempts: 50
        restart-strategy.fixed-delay.delay: 1 s
        execution.checkpointing.dir: %s
        execution.checkpointing.savepoint-dir: %s
        io.tmp.dirs: %s
        %s
        """
            .formatted(
                Program.freePort(),
                rest,
                folder.resolve("checkpoints").toUri(),
                folder.resolve("savepoints").toUri(),
                Files.createDirectory(folder.resolve("tmp")),
                settings));
    jobManager =
        java(
            "jobmanager",
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            "-Xmx512m");
    for (int i = 0; i < taskManagers; i++) {
      startTaskManager();
    }
    Program.await(
        "the cluster, see " + jobManager.log(), PATIENCE, () -> slots() == 2 * taskManagers);
  }

  private Program java(String name, String main, String heap) throws IOException {
    return Program.start(
        name,
        LIBRARIES,
        Map.of(),
        heap,
        "--add-opens=java.base/java.util=ALL-UNNAMED",
        "--enable-native-access=ALL-UNNAMED",
        main,
        "--configDir",
        folder.toString());
  }

  void startTaskManager() throws IOException {
    taskManagers.add(
        java(
            "taskmanager-" + ++started,
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            "-Xmx896m"));
  }

  /// As `kill -9` does.
  void killTaskManager() {
    taskManagers.removeFirst().close();
  }

  /// Runs the command line; gives what it printed.
  String flink(String... command) throws Exception {
    var line =
        new ArrayList<>(
            List.of(
                "-Xmx256m",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "org.apache.flink.client.cli.CliFrontend"));
    line.addAll(List.of(command));
    String name = "cli-" + System.nanoTime();
    try (var cli =
        Program.start(
            name,
            LIBRARIES,
            Map.of("FLINK_CONF_DIR", folder.toString()),
            line.toArray(String[]::new))) {
      if (cli.exit(Duration.ofMinutes(3)) != 0) {
        throw new IllegalStateException("flink " + command[0] + " failed; see " + cli.log());
      }
      return Files.readString(cli.log());
    }
  }

  /// The command line as an executable file, as a distribution of Flink has it.
  Path script() throws IOException {
    Path script = folder.resolve("flink");
    Files.writeString(
        script,
        """
        #!/bin/sh
        FLINK_CONF_DIR='%s' exec '%s' -Xmx256m --add-opens java.base/java.util=ALL-UNNAMED \\
          -cp '%s' org.apache.flink.client.cli.CliFrontend "$@"
        """
            .formatted(folder, Program.JAVA, Program.jars(LIBRARIES)));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }

  /// Submits the job; gives its id.
  String submit(List<String> flags, List<String> options) throws Exception {
    var line = new ArrayList<>(List.of("run", "-d"));
    line.addAll(flags);
    line.add(JAR.toString());
    line.addAll(options);
    return first(flink(line.toArray(String[]::new)), "JobID ([0-9a-f]{32})");
  }

  /// Ends a job as if no exchange were to come any more; gives the folder of its savepoint.
  String drain(String job) throws Exception {
    return first(flink("stop", "--drain", job), "Path: (\\S+)");
  }

  /// Ends a job where it stands; gives the folder of its savepoint.
  String stop(String job) throws Exception {
    return first(flink("stop", job), "Path: (\\S+)");
  }

  private static String first(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .findFirst()
        .map((MatchResult m) -> m.group(1))
        .orElseThrow(() -> new IllegalStateException("no " + pattern + " in " + text));
  }

  int slots() throws Exception {
    return number("/overview", "\"slots-total\":(\\d+)");
  }

  int checkpoints(String job) throws Exception {
    return number("/jobs/" + job + "/checkpoints", "\"completed\":(\\d+)");
  }

  int restarts(String job) throws Exception {
    return number("/jobs/" + job + "/metrics?get=numRestarts", "\"value\":\"(\\d+)\"");
  }

  String state(String job) throws Exception {
    return first(get("/jobs/" + job), "\"state\":\"(\\w+)\"");
  }

  private int number(String path, String pattern) throws Exception {
    String text = get(path);
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .findFirst()
        .map(m -> Integer.parseInt(m.group(1)))
        .orElse(-1);
  }

  /// What the job manager says at this path; empty while it says nothing.
  String get(String path) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + rest + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    taskManagers.forEach(Program::close);
    jobManager.close();
  }
}
