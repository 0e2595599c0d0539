// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.export;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The forms of other people's tools. The same findings give the same bytes.
public enum Export {
  /// Open Cybersecurity Schema Framework: a Detection Finding for each group and an Incident
  /// Finding for each campaign, one JSON object a line.
  OCSF("ocsf"),
  /// Elastic Common Schema: one JSON object a line for each group.
  ECS("ecs"),
  /// MISP core format: one event a line for each campaign; other groups accuse nobody.
  MISP("misp"),
  /// One row for each group.
  CSV("csv");

  private final String word;

  Export(String word) {
    this.word = word;
  }

  /// The word used on the command line.
  public String word() {
    return word;
  }

  public static Optional<Export> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
  }

  /// @param version the program's
  public String text(List<Campaign> campaigns, String version) {
    return switch (this) {
      case OCSF -> lines(campaigns.stream().flatMap(c -> Ocsf.of(c, version).stream()).toList());
      case ECS -> lines(campaigns.stream().map(c -> Ecs.of(c, version)).toList());
      case MISP ->
          lines(
              campaigns.stream()
                  .filter(c -> c.verdict() == Verdict.CAMPAIGN)
                  .map(Misp::of)
                  .toList());
      case CSV -> Rows.of(campaigns);
    };
  }

  private static String lines(List<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }
}
