// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import java.nio.file.Path;
import java.util.List;

/// Entries that come one line at a time, as from a queue, and not in files. For one thread.
public final class Lines {
  private final JsonLines json;
  private final LineReader reader;
  private final Outcome outcome = new Outcome();

  /// @param format of every line
  public Lines(Format format) {
    json = new JsonLines(SourceConfig.of(List.of(Path.of("-"))));
    reader = json.reader(format);
  }

  /// Gives what is on this line to `sink`: at least one call besides [Sink#unread].
  ///
  /// @param line UTF-8, without a line break
  /// @param place what to say of where it stood
  public void read(byte[] line, Place place, Sink sink) {
    json.read(reader, line, 0, line.length, outcome);
    try {
      outcome.sendTo(sink, place);
    } finally {
      outcome.clear();
    }
  }
}
