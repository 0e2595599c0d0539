// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.server.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/// A server, and its first admin.
final class Running implements AutoCloseable {
  final Server server;
  final Caller caller;
  final String admin;

  private Running(Server server, Path data) throws IOException {
    this.server = server;
    caller = new Caller(server);
    admin = Files.readString(data.resolve("first-admin.token")).strip();
  }

  static Running start(Path data, Map<String, String> settings) throws IOException {
    return start(data, settings, InstantSource.system());
  }

  static Running start(Path data, Map<String, String> settings, InstantSource clock)
      throws IOException {
    var all = new HashMap<>(settings);
    all.put("server.listen", "127.0.0.1:0");
    all.putIfAbsent("gateway.listen", "");
    all.put("grpc.listen", "");
    all.put("server.data", data.toString());
    all.putIfAbsent("detect.time", "log");
    all.putIfAbsent("detect.judge-every", "1h"); // a log is played back in seconds
    all.put("detect.idle", "7d");
    return new Running(Server.start(Settings.of(Optional.empty(), Map.of(), all), clock), data);
  }

  int port() {
    return server.address().getPort();
  }

  Caller.Said get(String path) throws Exception {
    return caller.call(admin, "GET " + path.replaceFirst("[?].*", ""), path, "");
  }

  /// Hands in lines, all of which are taken.
  void hand(List<String> lines) throws Exception {
    String body = String.join("\n", lines);
    var said = caller.call(admin, "POST /v1/exchanges", "/v1/exchanges", body);
    assertThat(said.status()).isEqualTo(200);
    assertThat(said.json().path("taken").asInt()).isEqualTo(lines.size());
  }

  JsonNode ready() throws Exception {
    return caller.call("", "GET /health/ready", "/health/ready", "").json();
  }

  /// Until detection has read everything.
  void caughtUp() throws Exception {
    until(() -> figure("stillwatch_detection_behind") == 0);
  }

  /// A figure of `/metrics`.
  double figure(String name) throws Exception {
    for (String line : get("/metrics").text().split("\n")) {
      if (line.startsWith(name + " ")) {
        return Double.parseDouble(line.substring(name.length() + 1));
      }
    }
    throw new AssertionError("there is no figure " + name);
  }

  /// Waits for what is going to be true.
  static void until(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("it did not come true within 120 s").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  @Override
  public void close() throws IOException {
    caller.close();
    server.close();
  }
}
