// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.Map;

/// Where text goes, and what may be done to it.
///
/// @param out results
/// @param err progress and complaints
/// @param colour whether results may be coloured
/// @param live whether `err` is a terminal, so that a line can be rewritten
/// @param width columns of the terminal; 80 when there is none
public record Console(PrintWriter out, PrintWriter err, boolean colour, boolean live, int width) {
  private static final int PLAIN_WIDTH = 80;

  /// The console of this process. The launcher says in `stillwatch.terminal` which of the file
  /// descriptors 1 and 2 are terminals, and in `stillwatch.columns` how wide they are, because a
  /// JVM can only tell whether all of them are. Without the launcher, none is taken for one.
  public static Console ofProcess(Map<String, String> environment) {
    String terminals = System.getProperty("stillwatch.terminal", "");
    boolean dumb =
        environment.containsKey("NO_COLOR") || "dumb".equals(environment.getOrDefault("TERM", ""));
    return new Console(
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        terminals.contains("1") && !dumb,
        terminals.contains("2"),
        Integer.getInteger("stillwatch.columns", PLAIN_WIDTH));
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, UTF_8);
  }

  /// Complains in one line.
  public void complain(String line) {
    err.println("stillwatch: " + line);
  }

  public void flush() {
    out.flush();
    err.flush();
  }
}
