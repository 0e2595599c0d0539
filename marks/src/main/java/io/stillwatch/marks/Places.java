// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

/// Positions of one text that are scored together: a mark does the same arithmetic at each, and in
/// a loop over many the processor does it several times faster. At most [#MOST]. Not for two
/// threads.
public final class Places {
  /// So many, that what a mark keeps for each stays in the fastest cache.
  public static final int MOST = 256;

  private final int[] ids;
  private final int[] from = new int[MOST];
  private final int[] at = new int[MOST];
  private int size;

  /// @param ids of the text; not copied, not changed
  public Places(int[] ids) {
    this.ids = ids;
  }

  /// Adds the token `ids[at]` after the context `ids[from..at)`.
  ///
  /// @throws IndexOutOfBoundsException if it is one too many
  public void add(int from, int at) {
    this.from[size] = from;
    this.at[size++] = at;
  }

  /// Takes all out.
  public void clear() {
    size = 0;
  }

  /// How many there are.
  public int size() {
    return size;
  }

  /// The text.
  public int[] ids() {
    return ids;
  }

  /// Where the context of the i-th begins.
  public int from(int i) {
    return from[i];
  }

  /// Where the i-th is.
  public int at(int i) {
    return at[i];
  }

  /// The token at the i-th.
  public int token(int i) {
    return ids[at[i]];
  }
}
