// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A Java program in a process of its own, on some of the libraries that the tests see. What it
/// prints is in `target/cluster`.
final class Program implements AutoCloseable {
  private static final Path FOLDER = Path.of("target", "cluster").toAbsolutePath();

  private static final Path SHIPPED =
      Path.of("..", "cli", "target", "stillwatch", "stillwatch.jar").toAbsolutePath().normalize();

  static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  private final Process process;
  private final Path log;

  private Program(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /// @param libraries which jars it sees, by their path
  /// @param command options of the JVM, the main class, and what it takes
  static Program start(
      String name, Predicate<String> libraries, Map<String, String> environment, String... command)
      throws IOException {
    Files.createDirectories(FOLDER);
    Path log = FOLDER.resolve(name + ".log");
    var line = new ArrayList<String>();
    line.add(JAVA.toString());
    line.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
    line.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");
    line.addAll(List.of("-cp", jars(libraries)));
    line.addAll(List.of(command));
    return start(log, environment, line);
  }

  /// Starts `stillwatch` as it is shipped.
  ///
  /// @param command the command and its options
  static Program stillwatch(String name, List<String> command) throws IOException {
    Files.createDirectories(FOLDER);
    var line = new ArrayList<>(List.of(JAVA.toString(), "-Xmx512m", "-jar", SHIPPED.toString()));
    line.addAll(command);
    return start(FOLDER.resolve(name + ".log"), Map.of(), line);
  }

  private static Program start(Path log, Map<String, String> environment, List<String> line)
      throws IOException {
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return new Program(builder.start(), log);
  }

  static String jars(Predicate<String> libraries) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(jar -> jar.endsWith(".jar") && libraries.test(jar))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// An empty folder below `target/cluster`.
  static Path folder(String name) throws IOException {
    Files.createDirectories(FOLDER);
    return Files.createTempDirectory(FOLDER, name + "-");
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /// Waits until something holds; says what it waited for when it does not come to pass.
  static void await(String what, Duration most, Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + most.toNanos();
    while (!holds.call()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("waited in vain for " + what);
      }
      Thread.sleep(100);
    }
  }

  /// Its exit code.
  int exit(Duration most) throws InterruptedException {
    if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("it does not end; see " + log);
    }
    return process.exitValue();
  }

  Path log() {
    return log;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// As `kill -9` does.
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
