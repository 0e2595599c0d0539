// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program of the machine's that a test needs. One that is missing fails the test and says how to
/// get it.
final class Program {
  private Program() {}

  /// Runs to its end, and gives what it printed.
  static String run(Path folder, String... command) throws IOException, InterruptedException {
    Path out = Files.createTempFile("program", ".out");
    Process process = start(folder, out, command);
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(command[0] + " did not end: " + Files.readString(out));
    }
    if (process.exitValue() != 0) {
      throw new AssertionError(command[0] + " failed: " + Files.readString(out));
    }
    return Files.readString(out);
  }

  /// Starts one that goes on.
  static Process start(Path folder, Path out, String... command) throws IOException {
    try {
      return new ProcessBuilder(List.of(command))
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(out.toFile())
          .start();
    } catch (IOException e) {
      throw new AssertionError(
          command[0]
              + " is missing; apt-get install nodejs npm nginx-light haproxy caddy crowdsec-custom-bouncer",
          e);
    }
  }

  /// A port that was free a moment ago.
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  static String resource(String name) throws IOException {
    try (InputStream in = Program.class.getResourceAsStream("/clients/" + name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
