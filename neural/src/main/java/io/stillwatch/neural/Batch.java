// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.neural;

import java.util.Arrays;
import java.util.List;

/// Documents side by side, each begun with one token and filled up with it to the longest.
final class Batch {
  private final long[] tokens;
  private final long[] filled;
  private final long[] next;
  private final long[] ends;
  private final int rows;
  private final int width;

  private Batch(List<int[]> documents, int begin) {
    rows = documents.size();
    width = 1 + documents.stream().mapToInt(one -> one.length).max().orElse(0);
    tokens = new long[rows * width];
    ends = new long[rows];
    int count = documents.stream().mapToInt(one -> one.length).sum();
    filled = new long[count];
    next = new long[count];
    Arrays.fill(tokens, begin);
    int at = 0;
    for (int row = 0; row < rows; row++) {
      int[] document = documents.get(row);
      int from = row * width;
      for (int i = 0; i < document.length; i++) {
        tokens[from + 1 + i] = document[i];
        filled[at] = (long) from + i;
        next[at++] = document[i];
      }
      ends[row] = (long) from + document.length;
    }
  }

  static Batch of(List<int[]> documents, int begin) {
    return new Batch(documents, begin);
  }

  int rows() {
    return rows;
  }

  int width() {
    return width;
  }

  /// Row after row.
  long[] tokens() {
    return tokens;
  }

  /// Places after which a token is known.
  long[] filled() {
    return filled;
  }

  /// The tokens known there.
  long[] next() {
    return next;
  }

  /// The place of each row's last token.
  long[] ends() {
    return ends;
  }
}
