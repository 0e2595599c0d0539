// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.dossier;

import io.stillwatch.cli.kit.Csv;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.dossier.letter.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes the letters that take a finding back.
///
/// @param found folder of a scan, whose `withdrawn.csv` says since when
record Retractions(Path found, String campaign, Path out) {
  private static final String WITHDRAWN = "withdrawn.csv";

  /// @param cleared the account; none for the whole finding
  /// @return the files written
  List<Path> write(Optional<String> cleared, String wrong, List<String> shared) throws IOException {
    Outcome outcome =
        cleared.isPresent()
            ? Outcome.cleared(campaign, cleared.get(), times(cleared.get()), wrong, shared)
            : Outcome.withdrawn(campaign, wrong, shared);
    return Letters.papers(campaign, out).write(outcome);
  }

  /// Since when it was accused and is no longer, as far as the scan knows; a person may clear an
  /// account that the scan still names.
  private List<String> times(String account) throws IOException {
    List<String> columns = List.of("account_id", "campaign_id", "named_at", "withdrawn_at");
    for (Map<String, String> row : Csv.rows(found.resolve(WITHDRAWN), columns)) {
      if (account.equals(row.get("account_id")) && campaign.equals(row.get("campaign_id"))) {
        return List.of(row.getOrDefault("named_at", ""), row.getOrDefault("withdrawn_at", ""));
      }
    }
    return List.of("", "");
  }

  /// The ids in a file, one a line.
  static List<String> ids(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw Failure.unusable(file + " does not exist; --shared takes a file with one id a line");
    }
    return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
