// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import java.nio.file.Path;
import java.util.List;

/// Reads what arrives over a network by the rules for logs: one JSON text of any [Format], or spans
/// that came in another form. Shared by all threads; each call gives what it found to its own sink.
public final class Intake {
  /// Where it stood, for a sink that asks: in no file.
  private static final Place NOWHERE = new Place(Path.of("network"), 1, 0);

  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private final JsonLines lines;
  private final OtelLines spans;

  /// @param maxBytes longer texts are rejected; 64 bytes to 1 GiB
  /// @param accountAttributes span attributes that name the account; the first one present counts
  public Intake(int maxBytes, List<String> accountAttributes) {
    this.lines = new JsonLines(maxBytes, List.copyOf(accountAttributes));
    this.spans = new OtelLines(List.copyOf(accountAttributes));
  }

  /// Whether a time is from 2015 to 2100, as every entry's must be.
  ///
  /// @param at milliseconds since 1970 UTC
  public static boolean isPossible(long at) {
    return Times.isPossible(at);
  }

  /// Reads one JSON text as a line of `format`.
  public void text(Format format, byte[] json, Sink sink) {
    Outcome outcome = new Outcome();
    lines.read(lines.reader(format), json, 0, json.length, outcome);
    outcome.sendTo(sink, NOWHERE);
  }

  /// Reads spans; each stands or falls by itself.
  public void spans(List<Span> found, Sink sink) {
    Outcome outcome = new Outcome();
    try (Json none = lines.open(NULL, 0, NULL.length, outcome)) {
      found.forEach(span -> spans.give(span, none));
    }
    outcome.sendTo(sink, NOWHERE);
  }
}
