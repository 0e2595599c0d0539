// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// Lines of bytes, one after the other, by number; a line may be empty.
final class Lines {
  private byte[] bytes;
  private int[] ends = new int[16];
  private int size;
  private int lines;

  /// @param room bytes to make room for at first
  Lines(int room) {
    bytes = new byte[room];
  }

  void add(byte... line) {
    if (size + line.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + line.length));
    }
    if (lines == ends.length) {
      ends = Arrays.copyOf(ends, 2 * lines);
    }
    System.arraycopy(line, 0, bytes, size, line.length);
    size += line.length;
    ends[lines++] = size;
  }

  int count() {
    return lines;
  }

  void copy(int line, OutputStream to) throws IOException {
    int from = line == 0 ? 0 : ends[line - 1];
    to.write(bytes, from, ends[line] - from);
  }
}
