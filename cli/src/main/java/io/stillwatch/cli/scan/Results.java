// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.cli.kit.Cause;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.dossier.Dossier;
import io.stillwatch.dossier.RequestsFile;
import io.stillwatch.dossier.Scan;
import io.stillwatch.dossier.seal.Openings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The files of a scan on their way: written in the work folder, moved to `out` when all are there.
/// So a full disk leaves the results of the scan before as they were.
public record Results(Path work, Path out) {
  /// The folder of evidence, within the results.
  public static final String EVIDENCE = "evidence";

  /// Where lines that were set aside are written until the scan succeeds.
  Path rejected() {
    return work.resolve(Rejects.FILE);
  }

  /// Where requests are listed until the scan succeeds.
  Path requests() {
    return work.resolve(RequestsFile.NAME);
  }

  /// Where evidence is kept until the scan succeeds.
  Path evidence() {
    return work.resolve(EVIDENCE);
  }

  /// @throws Failure when a file cannot be written
  void publish(Scan scan) {
    try {
      Path made = Files.createDirectory(work.resolve("results"));
      Dossier.write(scan, made);
      for (String file :
          new String[] {Dossier.CAMPAIGNS, Dossier.ACCOUNTS, Dossier.WITHDRAWN, Dossier.REPORT}) {
        move(made.resolve(file));
      }
      move(rejected());
      if (scan.requests().isPresent()) {
        move(requests());
      } else {
        Files.deleteIfExists(out.resolve(RequestsFile.NAME)); // of another scan
      }
      publishEvidence();
      move(made.resolve(Dossier.SCAN));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /// Takes the evidence of another scan away, and puts ours there.
  private void publishEvidence() throws IOException {
    Path place = out.resolve(EVIDENCE);
    if (Files.isDirectory(place)) {
      try (var files = Files.list(place)) {
        for (Path file : files.filter(Results::isEvidence).toList()) {
          Files.delete(file);
        }
      }
    }
    if (Files.isDirectory(evidence())) {
      Files.createDirectories(place);
      try (var files = Files.list(evidence())) {
        for (Path file : files.toList()) {
          Files.move(file, place.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }
  }

  private static boolean isEvidence(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(Openings.EVIDENCE) || name.endsWith(Openings.ACCOUNTS);
  }

  /// Hands over the lines that were set aside alone, for a scan that stops because of them.
  Path publishRejected() {
    try {
      return move(rejected());
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private Path move(Path file) throws IOException {
    Path place = out.resolve(file.getFileName());
    return Files.move(
        file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Failure unwritable(IOException e) {
    return Failure.failed("results cannot be written to %s: %s".formatted(out, Cause.of(e)));
  }
}
