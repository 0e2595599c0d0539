// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// How large the state of a log is, and how long the job takes to go on after `kill -9` of a task
/// manager; run by `bench/flink.sh`. A third task manager stands by.
final class Recovery {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final Pattern STATUS = Pattern.compile("\"status\":\"([A-Z]+)\",\"start-time\"");

  private Recovery() {}

  static void run(String backend, String brokers, long exchanges) throws Exception {
    String findings = "findings-recovery-" + backend;
    try (var cluster = new Cluster(2, "")) {
      String job =
          cluster.submit(
              List.of(
                  "-p",
                  "4",
                  "-D",
                  "state.backend.type=" + backend,
                  "-D",
                  "execution.checkpointing.incremental=" + backend.equals("rocksdb")),
              List.of(
                  "--brokers", brokers,
                  "--exchanges", "exchanges",
                  "--accounts", "accounts",
                  "--findings", findings,
                  "--checkpoint", "5"));
      Program.await("all exchanges", PATIENCE, () -> read(cluster, job) >= exchanges);
      cluster.startTaskManager();
      Program.await("a spare", PATIENCE, () -> cluster.slots() == 6);
      checkpoints(cluster, job, 2);
      String bytes = newest(cluster, job);
      long killed = System.nanoTime();
      cluster.killTaskManager();
      Program.await("the restart", PATIENCE, () -> restarted(cluster, job));
      Program.await("all tasks", PATIENCE, () -> allRun(cluster, job));
      double running = (System.nanoTime() - killed) / 1e9;
      checkpoints(cluster, job, 1);
      System.out.printf(
          Locale.ROOT,
          "recovery, state in %s: checkpoint of %s bytes, tasks run after %.1f s, next checkpoint"
              + " after %.1f s%n",
          backend,
          bytes,
          running,
          (System.nanoTime() - killed) / 1e9);
      cluster.flink("cancel", job);
    }
  }

  /// Records that left the source of exchanges.
  private static long read(Cluster cluster, String job) throws Exception {
    Thread.sleep(1_000); // the next look at a counter that Flink renews every few seconds
    return Pattern.compile("\"name\":\"Source: exchanges.*?\"write-records\":(\\d+)")
        .matcher(cluster.get("/jobs/" + job))
        .results()
        .mapToLong(m -> Long.parseLong(m.group(1)))
        .sum();
  }

  /// As the job's own history has it; the metric is not renewed while task managers come and go.
  private static boolean restarted(Cluster cluster, String job) throws Exception {
    return Pattern.compile("\"RESTARTING\":[1-9]").matcher(cluster.get("/jobs/" + job)).find();
  }

  private static void checkpoints(Cluster cluster, String job, int more) throws Exception {
    int before = cluster.checkpoints(job);
    Program.await("a checkpoint", PATIENCE, () -> cluster.checkpoints(job) >= before + more);
  }

  private static String newest(Cluster cluster, String job) throws Exception {
    return Pattern.compile("\"latest\":\\{\"completed\":\\{.*?\"state_size\":(\\d+)")
        .matcher(cluster.get("/jobs/" + job + "/checkpoints"))
        .results()
        .findFirst()
        .map((MatchResult m) -> m.group(1))
        .orElse("?");
  }

  private static boolean allRun(Cluster cluster, String job) throws Exception {
    List<String> states =
        STATUS.matcher(cluster.get("/jobs/" + job)).results().map(m -> m.group(1)).toList();
    return !states.isEmpty() && states.stream().allMatch("RUNNING"::equals);
  }
}
