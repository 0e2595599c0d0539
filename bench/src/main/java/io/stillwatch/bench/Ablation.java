// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How detection did with one part left out, or with all of them.
final class Ablation {
  private static final Pattern CONTROL = Pattern.compile("\"log10_e_control\":([-+.eE0-9]+)");

  private final String part;
  private final Graded graded;
  private final Graded honest;
  private final List<Double> control = new ArrayList<>();

  /// @param part what is left out
  Ablation(String part) {
    this.part = part;
    graded = new Graded(part);
    honest = new Graded(part);
  }

  /// Takes what a scan of a graded world said, for [#control].
  void found(Path scan) throws IOException {
    for (String group : Files.readAllLines(scan.resolve("campaigns.jsonl"))) {
      Matcher evidence = CONTROL.matcher(group);
      if (group.contains("\"verdict\":\"campaign\"") && evidence.find()) {
        control.add(Double.valueOf(evidence.group(1)));
      }
    }
  }

  String part() {
    return part;
  }

  /// On worlds with campaigns.
  Graded graded() {
    return graded;
  }

  /// On worlds without.
  Graded honest() {
    return honest;
  }

  /// Evidence that an accused group is one actor, as a decimal logarithm: the median, by nearest
  /// rank, of all accused groups of graded worlds.
  OptionalDouble control() {
    return control.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(control.stream().sorted().toList().get((control.size() - 1) / 2));
  }
}
