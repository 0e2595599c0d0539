// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;

/// A process that appends until it is killed. Threads count up, each from where it is told to; what
/// was acknowledged is said on standard output as `thread count`, what was refused on standard
/// error.
public final class Appender {
  private Appender() {}

  /// @param args the folder, bytes of a segment, bytes of a record, and for each thread where it
  ///   begins
  public static void main(String[] args) {
    var config = new JournalConfig(Long.parseLong(args[1]), 1 << 16, 1 << 20);
    int bytes = Integer.parseInt(args[2]);
    Journal journal = Journal.open(Path.of(args[0]), config);
    System.out.println("open " + journal.recovery().cutBytes());
    for (int i = 3; i < args.length; i++) {
      int thread = i - 3;
      long from = Long.parseLong(args[i]);
      Thread.ofPlatform().start(() -> append(journal, thread, from, bytes));
    }
  }

  private static void append(Journal journal, int thread, long from, int bytes) {
    PrintStream out = System.out;
    for (long count = from; ; count++) {
      String text = thread + " " + count;
      byte[] padded = (text + " " + "x".repeat(bytes)).getBytes(UTF_8);
      try {
        journal.append(List.of(padded, (text + " twin").getBytes(UTF_8))).join();
        out.println(text);
      } catch (CompletionException e) {
        System.err.println(e.getCause().getMessage());
        count--;
      }
    }
  }

  static ProcessBuilder command(List<String> prefix, List<String> args) {
    var command = new java.util.ArrayList<>(prefix);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            Appender.class.getName()));
    command.addAll(args);
    return new ProcessBuilder(command);
  }
}
