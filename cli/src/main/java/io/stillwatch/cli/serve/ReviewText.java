// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.serve;

import io.stillwatch.respond.ReviewCount;
import io.stillwatch.respond.ReviewReport;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A report on reviews, for people and for programs.
final class ReviewText {
  private ReviewText() {}

  static String plain(ReviewReport report) {
    if (report.rules().isEmpty()) {
      return "nobody has reviewed a decision yet; see POST /v1/decisions/{id}/review\n";
    }
    var text = new StringBuilder();
    text.append(
        "promised: at most %s of accused accounts innocent\n"
            .formatted(percent(report.promised())));
    table(text, "rule", report, report.rules());
    table(text, "family of evidence", report, report.families());
    table(text, "how sure of the account", report, report.bands());
    report.rules().stream()
        .filter(report::breaks)
        .forEach(
            rule ->
                text.append(
                    "\n%s is wrong more often than was promised: set its mode to shadow, and look why\n"
                        .formatted(rule.of())));
    text.append(
        "\nintervals of 95% confidence, if the reviewed ones were drawn at random; who appeals is wronged more often\n");
    return text.toString();
  }

  private static void table(
      StringBuilder text, String heading, ReviewReport report, List<ReviewCount> counts) {
    text.append("\n%-28s %8s %10s  wrong\n".formatted(heading, "reviewed", "overturned"));
    for (ReviewCount one : counts) {
      text.append(
          "%-28s %,8d %,10d  %s to %s%s\n"
              .formatted(
                  one.of(),
                  one.reviewed(),
                  one.overturned(),
                  percent(one.wrong().least()),
                  percent(one.wrong().most()),
                  report.breaks(one) ? ", more than promised" : ""));
    }
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  /// As `GET /v1/reviews/report` has it.
  static String json(ReviewReport report) {
    var text = new StringWriter();
    try (JsonGenerator g = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      g.writeStartObject();
      g.writeNumberProperty("promised", report.promised());
      rows(g, "rules", report, report.rules());
      rows(g, "families", report, report.families());
      rows(g, "bands", report, report.bands());
      g.writeEndObject();
    }
    return text + "\n";
  }

  private static void rows(
      JsonGenerator g, String name, ReviewReport report, List<ReviewCount> counts) {
    g.writeArrayPropertyStart(name);
    for (ReviewCount one : counts) {
      g.writeStartObject();
      g.writeStringProperty("name", one.of());
      g.writeNumberProperty("reviewed", one.reviewed());
      g.writeNumberProperty("overturned", one.overturned());
      g.writeNumberProperty("wrong_at_least", one.wrong().least());
      g.writeNumberProperty("wrong_at_most", one.wrong().most());
      g.writeBooleanProperty("breaks_promise", report.breaks(one));
      g.writeEndObject();
    }
    g.writeEndArray();
  }
}
