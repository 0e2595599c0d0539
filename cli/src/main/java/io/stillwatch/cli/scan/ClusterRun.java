// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.cli.kit.Cause;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.detect.Detection;
import io.stillwatch.model.Finding;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Pipeline;
import io.stillwatch.model.pipeline.Wire;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// Detection on a Flink cluster: observations are left in a file, the job is submitted, and what it
/// found is read back. The cluster must see the folder, as the same user.
///
/// @param work a folder of the scan's own
record ClusterRun(ClusterRequest cluster, Path work) {
  private static final String MAIN = "io.stillwatch.flink.FileJob";
  private static final int BUFFER = 1 << 18;

  /// Runs the job to its end.
  ///
  /// @return all findings, in order
  /// @throws Failure when the job does not succeed
  List<Finding> run(Iterator<Message> sorted, Pipeline<Message, Finding> pipeline, double fdr) {
    try {
      Path observations = work.resolve("observations");
      Path found = work.resolve("findings");
      write(sorted, observations);
      submit(observations, found, fdr);
      return read(found, wire(pipeline));
    } catch (IOException e) {
      throw Failure.failed("the scan on Flink stopped: " + Cause.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.failed("interrupted while Flink was at work");
    }
  }

  private static void write(Iterator<Message> sorted, Path file) throws IOException {
    Wire<Message> wire = Detection.observations();
    try (var out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
      while (sorted.hasNext()) {
        wire.write(sorted.next(), out);
      }
    }
  }

  private void submit(Path observations, Path found, double fdr)
      throws IOException, InterruptedException {
    if (!Files.exists(cluster.jar())) {
      throw Failure.usage(
          "there is no "
              + cluster.jar()
              + "; build it with ./mvnw -Pquick -pl flink -am package, or name it with --flink-jar");
    }
    Path log = work.resolve("flink.log");
    Process flink =
        new ProcessBuilder(
                cluster.flink().toString(),
                "run",
                "-p",
                Integer.toString(cluster.tasks()),
                "-c",
                MAIN,
                cluster.jar().toString(),
                observations.toUri().toString(),
                found.toUri().toString(),
                Double.toString(fdr))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (flink.waitFor() != 0) {
      throw Failure.failed("the job did not succeed: " + cause(log));
    }
  }

  /// The last cause that Flink names.
  private static String cause(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> line.contains("Caused by: ") || line.contains("Exception: "))
          .reduce((before, line) -> line)
          .map(String::strip)
          .orElse("see what " + MAIN + " says on the cluster");
    }
  }

  @SuppressWarnings("unchecked") // the pipeline's last stage sends findings
  private static Wire<Finding> wire(Pipeline<Message, Finding> pipeline) {
    return (Wire<Finding>) pipeline.stages().getLast().out();
  }

  private static List<Finding> read(Path found, Wire<Finding> wire) throws IOException {
    var findings = new ArrayList<Finding>();
    if (Files.isDirectory(found)) {
      try (Stream<Path> parts = Files.list(found)) {
        for (Path part : parts.filter(p -> !p.getFileName().toString().startsWith(".")).toList()) {
          readPart(part, wire, findings);
        }
      }
    }
    findings.sort(Comparator.comparingLong(Finding::at).thenComparingLong(Finding::tie));
    return findings;
  }

  private static void readPart(Path part, Wire<Finding> wire, List<Finding> into)
      throws IOException {
    var bytes =
        new PushbackInputStream(new BufferedInputStream(Files.newInputStream(part), BUFFER));
    try (var in = new DataInputStream(bytes)) {
      for (int first = bytes.read(); first >= 0; first = bytes.read()) {
        bytes.unread(first);
        into.add(wire.read(in));
      }
    } catch (EOFException e) {
      throw new IOException(part + " ends within a finding", e);
    }
  }
}
