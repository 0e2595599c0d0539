// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// `stillwatch serve` as a process of its own, with a heap of 1 GB. It ends with whoever started
/// it.
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
      """;

  /// No secret, so that the same world is judged the same in every drill.
  private static final String SEED = "the key of a drill, and of nothing else";

  private static final String LISTENING = "listening on ";
  private static final String GATEWAYS = "gateways on ";

  private final Process process;
  private final Thread killer;
  private final DrillClient client;

  private DrillServer(Process process, Thread killer, DrillClient client) {
    this.process = process;
    this.killer = killer;
    this.client = client;
  }

  /// Starts it, and waits until it listens.
  ///
  /// @param out folder for its settings, its data and its log
  /// @param policy what follows from a finding
  static DrillServer start(Path out, Path policy) throws IOException {
    Path settings = Files.writeString(out.resolve("serve.toml"), SETTINGS);
    Path data = out.resolve("data");
    Path log = out.resolve("serve.log");
    Path key = Files.writeString(out.resolve("seed.key"), SEED);
    Process process = process(command(settings, data, policy, key), log);
    var killer = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(killer);
    try {
      BufferedReader said = process.inputReader(UTF_8);
      String api = after(LISTENING, said, log);
      String gateways = after(GATEWAYS, said, log);
      String admin = Files.readString(data.resolve("first-admin.token")).strip();
      return new DrillServer(process, killer, DrillClient.of(api, gateways, admin, log));
    } catch (IOException | RuntimeException e) {
      end(process, killer);
      throw e;
    }
  }

  private static List<String> command(Path settings, Path data, Path policy, Path key) {
    return List.of(
        Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
        "-Xmx1g",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        System.getProperty("java.class.path", ""),
        Main.class.getName(),
        "serve",
        "--config",
        settings.toString(),
        "--data",
        data.toString(),
        "--set",
        "respond.policy=" + policy,
        "--set",
        "detect.seed-key=" + key);
  }

  /// No setting of this process's surroundings reaches it.
  private static Process process(List<String> command, Path log) throws IOException {
    var builder = new ProcessBuilder(command).redirectError(new File(log.toString()));
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("STILLWATCH_"));
    return builder.start();
  }

  private static String after(String start, BufferedReader said, Path log) throws IOException {
    String line = said.readLine();
    if (line == null || !line.startsWith(start)) {
      throw Failure.failed("the server did not start; its log is " + log);
    }
    return line.substring(start.length());
  }

  DrillClient client() {
    return client;
  }

  /// Processor time that it has spent, seconds.
  double cpuSeconds() {
    return process.info().totalCpuDuration().map(time -> time.toMillis() / 1000.0).orElse(0.0);
  }

  /// The most memory it has held, bytes; empty where the system does not tell.
  OptionalLong peakBytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
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
    end(process, killer);
  }

  private static void end(Process process, Thread killer) {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      process.destroyForcibly(); // this process is ending, and the hook runs
    }
  }
}
