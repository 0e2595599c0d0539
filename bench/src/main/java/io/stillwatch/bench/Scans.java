// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import io.stillwatch.cli.Main;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// Many scans in one process: the command `stillwatch scan` as it comes, but in a JVM that is warm,
/// which takes a small world in less than half the time.
final class Scans {
  private Scans() {}

  /// Scans a world on one thread.
  ///
  /// @param more further options of the command
  /// @throws IOException when the scan does not end well
  static void scan(Path world, Path found, String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("scan", world.toString(), "--out"));
    args.addAll(List.of(found.toString(), "--quiet", "--threads", "1"));
    args.addAll(List.of(more));
    StringWriter said = new StringWriter();
    if (Main.run(said, args.toArray(String[]::new)) != 0) {
      throw new IOException(String.join(" ", args) + ": " + said.toString().strip());
    }
  }

  /// Does all jobs, some at a time, and gives their results in the order of the jobs. The first
  /// that fails stops the rest.
  static <T> List<T> all(int atOnce, List<Callable<T>> jobs) throws IOException {
    try (ExecutorService workers = Executors.newFixedThreadPool(atOnce)) {
      List<Future<T>> running = jobs.stream().map(workers::submit).toList();
      List<T> results = new ArrayList<>();
      try {
        for (Future<T> one : running) {
          results.add(one.get());
        }
      } catch (ExecutionException e) {
        workers.shutdownNow();
        throw new IOException(e.getCause());
      } catch (InterruptedException e) {
        workers.shutdownNow();
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
      return results;
    }
  }

  /// Removes a folder and what is in it.
  static void remove(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
