// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.drill;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.cli.kit.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `stillwatch serve` as a process of its own, with a heap of 1 GB. No setting of this process's
/// surroundings reaches it, and it ends with this process.
final class ServeProcess implements AutoCloseable {
  private static final String MAIN = "io.stillwatch.cli.Main";

  private final Process process;
  private final Thread killer;
  private final BufferedReader said;
  private final Path data;
  private final Path log;

  private ServeProcess(Process process, Path data, Path log) {
    this.process = process;
    this.data = data;
    this.log = log;
    said = process.inputReader(UTF_8);
    killer = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(killer);
  }

  /// Starts it; [#line] waits until it listens.
  ///
  /// @param data its folder of everything that is kept
  /// @param options more options of `serve`
  /// @param log where its log goes on
  static ServeProcess start(Path data, List<String> options, Path log) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path", ""),
                MAIN,
                "serve",
                "--data",
                data.toString()));
    command.addAll(options);
    var builder =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toAbsolutePath().toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("STILLWATCH_"));
    return new ServeProcess(builder.start(), data, log);
  }

  /// The rest of the next line that it prints, which has to start so.
  ///
  /// @throws Failure when it prints something else, or ends
  String line(String start) throws IOException {
    String line = said.readLine();
    if (line == null || !line.startsWith(start)) {
      throw Failure.failed("the server did not start; its log is " + log);
    }
    return line.substring(start.length());
  }

  /// Secret of the first admin.
  String admin() throws IOException {
    return Files.readString(data.resolve("first-admin.token")).strip();
  }

  Path log() {
    return log;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /// Ends it as a loss of power would.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// Ends it; within 30 s it may finish what it is at.
  @Override
  public void close() {
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
