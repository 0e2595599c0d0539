// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.journal;

import static io.stillwatch.model.Require.that;

/// Sizes of a journal.
///
/// @param segmentBytes a file that has reached this size is closed and another begun
/// @param groupBytes how much is written by one write at most, unless a single call brings more
/// @param waitingBytes how much may wait to be written; beyond it an append is refused at once
public record JournalConfig(long segmentBytes, int groupBytes, long waitingBytes) {
  private static final int MIB = 1 << 20;

  /// Segments of 64 MiB, writes of 4 MiB, 64 MiB that may wait.
  public static final JournalConfig DEFAULT = new JournalConfig(64L * MIB, 4 * MIB, 64L * MIB);

  public JournalConfig {
    that(segmentBytes >= 1, "a segment holds one byte at least");
    that(groupBytes >= 1, "a write takes one byte at least");
    that(waitingBytes >= 1, "one byte at least may wait");
    that(waitingBytes <= Frame.MOST, "at most 1 GiB may wait");
  }
}
