// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `stillwatch serve` with its detection on a real cluster. Server, task manager and broker are
/// killed while it works; what it judges and decides is what a server does that detects by itself.
class ServeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final int PARTS = 4;

  @Test
  void aServerOnAClusterDecidesWhatOneByItselfDoes(@TempDir Path folder) throws Exception {
    World world = World.demo(folder, 300, 3);
    String key = "detect.seed-key=" + Files.write(folder.resolve("key"), new byte[32]);
    try (var broker = new Broker();
        var cluster = new Cluster(2, "");
        var alone = new Serve("serve-alone", "--set", key)) {
      broker.topic("exchanges", 1);
      broker.topic("observations", 4);
      broker.topic("findings", 1);
      alone.hand(world.accounts());
      alone.hand(world.exchanges());
      try (var served = onCluster(broker, key)) {
        play(world, broker, cluster, served);
        Program.await(
            "what the other server has decided",
            PATIENCE,
            () ->
                !served.campaigns().isEmpty()
                    && served.campaigns().equals(alone.campaigns())
                    && served.decided().equals(alone.decided()));
        assertThat(served.campaigns()).isEqualTo(alone.campaigns());
        assertThat(served.decided()).isEqualTo(alone.decided()).isNotEmpty();
      }
    }
  }

  private static Serve onCluster(Broker broker, String key) throws Exception {
    return new Serve(
        "serve-cluster",
        "--engine",
        "flink",
        "--kafka",
        broker.address(),
        "--set",
        key,
        "--set",
        "kafka.observations=observations",
        "--set",
        "kafka.findings=findings",
        "--set",
        "kafka.exchanges=exchanges");
  }

  /// A quarter comes over HTTP, the rest from Kafka, some of it twice.
  private static void play(World world, Broker broker, Cluster cluster, Serve served)
      throws Exception {
    var told = new ArrayList<>(served.job());
    told.addAll(List.of("--checkpoint", "1"));
    String job = cluster.submit(List.of("-p", "4"), told);
    served.hand(world.accounts());
    served.hand(part(world, 0));
    checkpoint(cluster, job);
    send(world, broker, 1);
    served.killAndRestart();
    send(world, broker, 1);
    cluster.killTaskManager();
    cluster.startTaskManager();
    checkpoint(cluster, job);
    send(world, broker, 2);
    broker.killAndRestart();
    send(world, broker, 3);
    checkpoint(cluster, job);
    assertThat(cluster.restarts(job)).isPositive();
  }

  private static List<String> part(World world, int part) {
    int n = world.exchanges().size();
    return world.exchanges().subList(part * n / PARTS, (part + 1) * n / PARTS);
  }

  private static void send(World world, Broker broker, int part) {
    try (var producer = broker.producer()) {
      part(world, part).forEach(line -> Broker.send(producer, "exchanges", "", line));
      producer.flush();
    }
  }

  private static void checkpoint(Cluster cluster, String job) throws Exception {
    Program.await("the job to run", PATIENCE, () -> cluster.state(job).equals("RUNNING"));
    int before = cluster.checkpoints(job);
    Program.await("a checkpoint", PATIENCE, () -> cluster.checkpoints(job) > before + 1);
  }
}
