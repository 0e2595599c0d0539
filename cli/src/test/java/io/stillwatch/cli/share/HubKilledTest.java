// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.Main;
import io.stillwatch.share.taxii.Peer;
import io.stillwatch.share.taxii.client.Connection;
import io.stillwatch.share.taxii.client.Poll;
import io.stillwatch.share.taxii.client.Position;
import io.stillwatch.share.taxii.client.TaxiiClient;
import io.stillwatch.share.taxii.client.TaxiiFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `stillwatch hub` is killed, as `kill -9` does, while many post to it and one reads.
class HubKilledTest {
  private static final int WRITERS = 4;
  private static final int OBJECTS = 3;
  private static final String SECRET = Peer.freshSecret();

  @TempDir private Path folder;
  private final AtomicLong posts = new AtomicLong();
  private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
  private final List<String> seen = new ArrayList<>();
  private Position at = Position.START;

  @Test
  void nothingThatWasAcknowledgedIsLostAndNothingIsSeenTwice() throws Exception {
    Files.writeString(
        folder.resolve("hub.toml"),
        """
        [hub]
        listen = "127.0.0.1:0"
        data = "%s"
        [peer.anna]
        secret-sha256 = "%s"
        [collection.feed]
        read = ["anna"]
        write = ["anna"]
        """
            .formatted(folder.resolve("data"), Peer.sha256(SECRET)));
    long seed = 17;
    var random = new Random(seed);
    for (int kill = 0; kill < 3; kill++) {
      postUntilKilled(acknowledged.size() + 20 + random.nextInt(40));
    }
    try (Life last = new Life()) {
      readAll(last);
    }
    assertThat(seen).as("seed %d", seed).doesNotHaveDuplicates();
    for (long post : acknowledged) {
      assertThat(seen).containsAll(ids(post));
    }
    assertThat(seen.size() % OBJECTS).as("a post is there as a whole or not at all").isZero();
  }

  private void postUntilKilled(int until) throws Exception {
    try (Life hub = new Life();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        writers.add(threads.submit(() -> post(hub)));
      }
      while (acknowledged.size() < until) {
        readAll(hub);
      }
      hub.process.toHandle().destroyForcibly();
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
  }

  private void readAll(Life hub) {
    at =
        new Poll(hub.client, hub.feed, 7)
            .from(at, page -> page.objects().forEach(one -> seen.add(one.id().orElseThrow())));
  }

  /// Until the hub is gone.
  private boolean post(Life hub) {
    try {
      while (true) {
        long post = posts.incrementAndGet();
        hub.client.post(hub.feed, ids(post).stream().map(HubKilledTest::object).toList());
        acknowledged.add(post);
      }
    } catch (TaxiiFailed e) {
      return true;
    }
  }

  private static List<String> ids(long post) {
    return LongStream.range(0, OBJECTS)
        .mapToObj("tool--%08x-0000-4000-8000-%%012x".formatted(post)::formatted)
        .toList();
  }

  private static String object(String id) {
    String time = "2026-01-31T12:00:00.000Z";
    return """
        {"type":"tool","spec_version":"2.1","id":"%s","created":"%s","modified":"%s","name":"t"}"""
        .formatted(id, time, time);
  }

  /// One life of the hub.
  private final class Life implements AutoCloseable {
    private final Process process;
    private final TaxiiClient client;
    private final URI feed;

    Life() throws IOException {
      process =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  "hub",
                  "--config",
                  folder.resolve("hub.toml").toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      client = TaxiiClient.open(Connection.bearer(SECRET), over -> {});
      feed = URI.create(told(process.inputReader()) + "coalition/collections/feed/");
    }

    private static String told(BufferedReader out) throws IOException {
      String first = out.readLine();
      assertThat(first).startsWith("listening on ");
      return first.substring("listening on ".length());
    }

    @Override
    public void close() throws IOException {
      process.destroyForcibly();
      process.onExit().join();
      client.close();
    }
  }
}
