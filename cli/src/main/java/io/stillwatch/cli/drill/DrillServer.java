// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The server of a drill, as a process of its own.
final class DrillServer implements AutoCloseable {
  private static final String SETTINGS =
      """
      [server]
      listen = "127.0.0.1:0"

      [gateway]
      listen = "127.0.0.1:0"

      [grpc]
      listen = ""

      [detect]
      time = "log"
      patience = "2m"
      judge-every = "1h"
      """;

  /// No secret, so that the same world is judged the same in every drill.
  private static final String SEED = "the key of a drill, and of nothing else";

  private final ServeProcess process;
  private final DrillClient client;

  private DrillServer(ServeProcess process, DrillClient client) {
    this.process = process;
    this.client = client;
  }

  /// Starts it, and waits until it listens.
  ///
  /// @param out folder for its settings, its data and its log
  /// @param policy what follows from a finding
  static DrillServer start(Path out, Path policy) throws IOException {
    Path settings = Files.writeString(out.resolve("serve.toml"), SETTINGS);
    Path key = Files.writeString(out.resolve("seed.key"), SEED);
    List<String> options =
        List.of(
            "--config",
            settings.toString(),
            "--set",
            "respond.policy=" + policy,
            "--set",
            "detect.seed-key=" + key);
    ServeProcess process =
        ServeProcess.start(out.resolve("data"), options, out.resolve("serve.log"));
    try {
      String api = process.line("listening on ");
      String gateways = process.line("gateways on ");
      return new DrillServer(
          process, DrillClient.of(api, gateways, process.admin(), process.log()));
    } catch (IOException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  DrillClient client() {
    return client;
  }

  /// Processor time that it has spent, seconds.
  double cpuSeconds() {
    return process
        .handle()
        .info()
        .totalCpuDuration()
        .map(time -> time.toMillis() / 1000.0)
        .orElse(0.0);
  }

  /// The most memory it has held, bytes; empty where the system does not tell.
  OptionalLong peakBytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.handle().pid()), "status");
    if (!Files.exists(status)) {
      return OptionalLong.empty();
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst();
    }
  }

  @Override
  public void close() {
    client.close();
    process.close();
  }
}
