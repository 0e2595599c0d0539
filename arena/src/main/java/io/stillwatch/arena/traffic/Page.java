// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// Lines of one district in the order of time: filled by its [Scribe], emptied by the [Press].
final class Page {
  private byte[] bytes = new byte[1 << 14];
  private long[] moments = new long[16];
  private int[] ends = new int[16];
  private int size;
  private int lines;

  void add(long moment, byte... line) {
    if (size + line.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + line.length));
    }
    if (lines == ends.length) {
      moments = Arrays.copyOf(moments, 2 * lines);
      ends = Arrays.copyOf(ends, 2 * lines);
    }
    System.arraycopy(line, 0, bytes, size, line.length);
    size += line.length;
    moments[lines] = moment;
    ends[lines] = size;
    lines++;
  }

  /// When the exchange of a line happened; after the last line, never.
  long moment(int line) {
    return line < lines ? moments[line] : Long.MAX_VALUE;
  }

  void copy(int line, OutputStream to) throws IOException {
    int from = line == 0 ? 0 : ends[line - 1];
    to.write(bytes, from, ends[line] - from);
  }
}
