// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// Lines of one district in the order of time, and the truth about each: filled by its [Scribe],
/// emptied by the [Press].
final class Page {
  private final Lines exchanges = new Lines(1 << 14);
  private final Lines truths = new Lines(1 << 8);
  private long[] moments = new long[16];

  /// @param truth its row in the labels; empty for the honest
  void add(long moment, byte[] line, byte[] truth) {
    int lines = exchanges.count();
    if (lines == moments.length) {
      moments = Arrays.copyOf(moments, 2 * lines);
    }
    moments[lines] = moment;
    exchanges.add(line);
    truths.add(truth);
  }

  /// When the exchange of a line happened; after the last line, never.
  long moment(int line) {
    return line < exchanges.count() ? moments[line] : Long.MAX_VALUE;
  }

  void copy(int line, OutputStream to) throws IOException {
    exchanges.copy(line, to);
  }

  void copyTruth(int line, OutputStream to) throws IOException {
    truths.copy(line, to);
  }
}
