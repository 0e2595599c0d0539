// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.cli.kit.Cause;
import io.stillwatch.cli.kit.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A folder for what a scan has not finished: sorted observations, and results until all of them
/// are written. Only its owner may look into it. It is gone when the scan ends, however it ends:
/// also when the process is told to stop.
final class WorkFolder implements AutoCloseable {
  private static final int TRIES = 20;
  private static final String PREFIX = ".sorting-";
  private static final Pattern NAME = Pattern.compile("\\.sorting-(\\d{1,18})-.*");

  private final Path path;
  private final Thread atExit;

  private WorkFolder(Path path) {
    this.path = path;
    atExit = new Thread(this::delete, "delete " + path);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /// Makes one inside the folder for results, which is made too if it is missing.
  ///
  /// @throws Failure when nothing can be written there
  static WorkFolder in(Path out) {
    try {
      Files.createDirectories(out);
      sweep(out);
      String prefix = PREFIX + ProcessHandle.current().pid() + "-";
      return new WorkFolder(Files.createTempDirectory(out, prefix));
    } catch (IOException e) {
      throw Failure.usage(
          "--out is %s, where nothing can be written (%s); name another folder"
              .formatted(out, Cause.of(e)));
    }
  }

  /// Removes what processes left that are no more: killed, or on a machine that lost its power.
  private static void sweep(Path out) throws IOException {
    try (Stream<Path> all = Files.list(out)) {
      for (Path one : all.toList()) {
        Matcher name = NAME.matcher(one.getFileName().toString());
        if (name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
          deleteOnce(one);
        }
      }
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException alreadyStopping) {
      // the hook deletes what a thread may write after this line
    }
  }

  /// Threads that were not stopped yet may write while we delete, hence several tries.
  private void delete() {
    for (int i = 0; i < TRIES && Files.exists(path); i++) {
      deleteOnce(path);
    }
  }

  private static void deleteOnce(Path path) {
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> insideFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path one : insideFirst) {
        Files.deleteIfExists(one);
      }
    } catch (IOException | java.io.UncheckedIOException changedMeanwhile) {
      // the next try sees what is there now
    }
  }
}
