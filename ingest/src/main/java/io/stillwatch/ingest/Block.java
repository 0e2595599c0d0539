// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import java.nio.file.Path;

/// A run of whole lines of one file. Immutable; may be read on any thread, also again.
public final class Block {
  private final int ordinal;
  private final Path file;
  private final Format format;
  private final Slice slice;
  private final JsonLines json;

  Block(int ordinal, Path file, Format format, Slice slice, JsonLines json) {
    this.ordinal = ordinal;
    this.file = file;
    this.format = format;
    this.slice = slice;
    this.json = json;
  }

  /// Counts the blocks of a source from 0, in the order of the files and of their lines.
  public int ordinal() {
    return ordinal;
  }

  /// Gives every entry of the block to `sink`, in order. Blank lines give nothing; any other line
  /// gives at least one call besides [Sink#unread].
  public void read(Sink sink) {
    if (slice.tooLong) {
      Place place = new Place(file, slice.firstLine, slice.offset);
      Refusal refusal = json.tooLong();
      sink.reject(new Rejected(place, refusal.rule().word(), refusal.reason()));
      return;
    }
    LineReader reader = json.reader(format);
    Outcome outcome = new Outcome();
    long line = slice.firstLine;
    for (int from = 0, end; from < slice.length; from = end + 1, line++) {
      end = Bytes.newline(slice.bytes, from, slice.length);
      int to = end > from && slice.bytes[end - 1] == '\r' ? end - 1 : end;
      if (isBlank(from, to)) {
        continue;
      }
      json.read(reader, slice.bytes, from, to, outcome);
      outcome.sendTo(sink, new Place(file, line, slice.offset + from));
      outcome.clear();
    }
  }

  private boolean isBlank(int from, int to) {
    int i = from;
    while (i < to && (slice.bytes[i] == ' ' || slice.bytes[i] == '\t' || slice.bytes[i] == '\r')) {
      i++;
    }
    return i == to;
  }
}
