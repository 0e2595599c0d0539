// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.mark;

import io.stillwatch.marks.Decoys;
import io.stillwatch.marks.Findings.Finding;
import io.stillwatch.marks.Tally;
import io.stillwatch.marks.scan.MarkScan;
import io.stillwatch.stats.Logs;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What a detection run says, for people and for programs.
final class MarkText {
  private MarkText() {}

  static String table(List<Finding> findings, List<Optional<Decoys>> ranks, MarkScan scan) {
    var out = new StringBuilder();
    out.append("%,d passages, %,d tokens%n".formatted(scan.passages(), scan.tokens()));
    scan.setAside().forEach((rule, n) -> out.append("set aside: %,d, %s%n".formatted(n, rule)));
    out.append(
        "%n%-18s %-28s %10s %9s %9s %9s %9s  %s%n"
            .formatted("PROFILE", "KEY", "PAIRS", "LOG10 P", "WEIGHTED", "DECOY P", "LOG10 E", ""));
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      Tally tally = finding.tally();
      out.append(
          String.format(
              Locale.ROOT,
              "%-18s %-28s %,10d %9.1f %9.1f %9s %9.1f  %s%n",
              finding.profile(),
              finding.key(),
              tally.pairs(),
              Logs.log10(tally.logP()),
              Logs.log10(tally.logPWeightedBound()),
              ranks.get(i).map(rank -> "%.2g".formatted(rank.p())).orElse("-"),
              Logs.log10(finding.logE()),
              finding.found() ? "marked" : "not shown"));
    }
    out.append(
        """

        p-values of single tests; "marked" counts how many were made. It shows that the text was drawn under this
        key, or copied from text that was: not by whom, nor what for.
        """);
    return out.toString();
  }

  static String json(List<Finding> findings, List<Optional<Decoys>> ranks, MarkScan scan) {
    var text = new StringWriter();
    try (JsonGenerator g = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      g.writeStartObject();
      g.writeNumberProperty("passages", scan.passages());
      g.writeNumberProperty("tokens", scan.tokens());
      g.writeObjectPropertyStart("set_aside");
      scan.setAside().forEach(g::writeNumberProperty);
      g.writeEndObject();
      g.writeArrayPropertyStart("marks");
      for (int i = 0; i < findings.size(); i++) {
        write(g, findings.get(i), ranks.get(i));
      }
      g.writeEndArray();
      g.writeEndObject();
    }
    return text.toString();
  }

  private static void write(JsonGenerator g, Finding finding, Optional<Decoys> rank) {
    Tally tally = finding.tally();
    g.writeStartObject();
    g.writeStringProperty("profile", finding.profile());
    g.writeStringProperty("key", finding.key());
    g.writeBooleanProperty("marked", finding.found());
    g.writeNumberProperty("scored_tokens", tally.tokens());
    g.writeNumberProperty("left_out", tally.leftOut());
    g.writeNumberProperty("pairs", tally.pairs());
    g.writeNumberProperty("log10_p", Logs.log10(tally.logP()));
    g.writeNumberProperty("log10_p_weighted_bound", Logs.log10(tally.logPWeightedBound()));
    g.writeNumberProperty("log10_p_corrected", Logs.log10(finding.logP()));
    g.writeNumberProperty("log10_e", Logs.log10(finding.logE()));
    if (rank.isPresent()) {
      g.writeNumberProperty("decoy_p", rank.get().p());
      g.writeNumberProperty("decoys", rank.get().decoys());
      g.writeNumberProperty("decoy_pairs", rank.get().pairs());
    }
    g.writeEndObject();
  }
}
