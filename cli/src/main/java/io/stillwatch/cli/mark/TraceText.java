// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.mark;

import io.stillwatch.marks.trace.Tracing;
import io.stillwatch.marks.trace.Tracing.Named;
import io.stillwatch.marks.trace.Tracing.Unclear;
import io.stillwatch.marks.trace.Tracing.Unmarked;
import io.stillwatch.stats.Logs;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What a tracing says, for people and for programs.
final class TraceText {
  private TraceText() {}

  /// One file.
  ///
  /// @param tokens that were read of it
  record Leak(Path file, long tokens, Tracing.Verdict verdict) {}

  static String table(List<Leak> leaks, int holders) {
    var out = new StringBuilder("%,d holders%n%n".formatted(holders));
    for (Leak leak : leaks) {
      out.append("%s, %,d tokens: ".formatted(leak.file(), leak.tokens()));
      out.append(
          switch (leak.verdict()) {
            case Unmarked(double logE) ->
                words("not shown to be marked (e = 10^%.1f); not decoded%n", logE);
            case Unclear(double logE) -> words("marked (e = 10^%.1f); nobody stands out%n", logE);
            case Named(String holder, double logE, double his, double lead) ->
                holder
                    + words(
                        " (marked, e = 10^%.1f; for this holder 10^%.1f, 10^%.1f times the next)%n",
                        logE, his, lead);
          });
    }
    return out.append(
            """

            A name says whose replies these are, or were copied from: not by whom, nor what for.
            """)
        .toString();
  }

  private static String words(String format, double... logs) {
    Object[] powers = java.util.Arrays.stream(logs).map(Logs::log10).boxed().toArray();
    return String.format(Locale.ROOT, format, powers);
  }

  static String json(List<Leak> leaks, int holders) {
    var text = new StringWriter();
    try (JsonGenerator g = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      g.writeStartObject();
      g.writeNumberProperty("holders", holders);
      g.writeArrayPropertyStart("leaks");
      leaks.forEach(leak -> write(g, leak));
      g.writeEndArray();
      g.writeEndObject();
    }
    return text + System.lineSeparator();
  }

  private static void write(JsonGenerator g, Leak leak) {
    g.writeStartObject();
    g.writeStringProperty("file", leak.file().toString());
    g.writeNumberProperty("tokens", leak.tokens());
    switch (leak.verdict()) {
      case Unmarked(double logE) -> {
        g.writeStringProperty("verdict", "unmarked");
        g.writeNumberProperty("log10_e", Logs.log10(logE));
      }
      case Unclear(double logE) -> {
        g.writeStringProperty("verdict", "unclear");
        g.writeNumberProperty("log10_e", Logs.log10(logE));
      }
      case Named(String holder, double logE, double his, double lead) -> {
        g.writeStringProperty("verdict", "named");
        g.writeNumberProperty("log10_e", Logs.log10(logE));
        g.writeStringProperty("holder", holder);
        g.writeNumberProperty("log10_e_holder", Logs.log10(his));
        g.writeNumberProperty("log10_lead", Logs.log10(lead));
      }
    }
    g.writeEndObject();
  }
}
