// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.cli.kit.Cause;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// Tells of a failure that nobody foresaw: one line for people, the stack trace to a file. Both
/// name classes and places, and no message: whoever threw it may have put a prompt there, and
/// prompts reach neither a terminal nor a log. What a file is called is the user's own word.
final class Unexpected {
  private static final String OURS = "io.stillwatch.";

  private Unexpected() {}

  static String line(Throwable thrown, boolean shown) {
    return "unexpected failure: "
        + thrown.getClass().getName()
        + place(thrown)
        + (thrown instanceof FileSystemException ? ": " + Cause.of(thrown) : "")
        + (shown ? "" : details(thrown));
  }

  /// The innermost of our own lines that it passed; of its causes, where it passed none itself.
  private static String place(Throwable thrown) {
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (frame.getClassName().startsWith(OURS)) {
        return " at " + frame;
      }
    }
    return thrown.getCause() == null ? "" : place(thrown.getCause());
  }

  private static String details(Throwable thrown) {
    try {
      Path file = Files.createTempFile("stillwatch-failure-", ".txt");
      Files.writeString(file, trace(thrown), UTF_8);
      return "; details in " + file + ", or run again with --debug";
    } catch (IOException e) { // no room for it, perhaps the very failure that is told of
      return "; run again with --debug for details";
    }
  }

  /// The stack trace, its causes and what was thrown beside it, as Java prints them but for the
  /// messages.
  static String trace(Throwable thrown) {
    var text = new StringBuilder();
    trace(thrown, "", "", text, Collections.newSetFromMap(new IdentityHashMap<>()));
    return text.toString();
  }

  private static void trace(
      Throwable thrown, String indent, String role, StringBuilder text, Set<Throwable> told) {
    text.append(indent).append(role).append(thrown.getClass().getName()).append('\n');
    if (!told.add(thrown)) {
      return;
    }
    for (StackTraceElement frame : thrown.getStackTrace()) {
      text.append(indent).append("\tat ").append(frame).append('\n');
    }
    for (Throwable beside : thrown.getSuppressed()) {
      trace(beside, indent + "\t", "Suppressed: ", text, told);
    }
    if (thrown.getCause() != null) {
      trace(thrown.getCause(), indent, "Caused by: ", text, told);
    }
  }
}
