// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

/// What a walk over the whole audit log found.
public sealed interface Verification {
  /// Every entry follows from the one before.
  ///
  /// @param head the newest entry; keep it elsewhere
  record Whole(Checkpoint head) implements Verification {}

  /// Somebody was at it.
  ///
  /// @param seq the first entry that does not fit
  /// @param why in plain words
  record Broken(long seq, String why) implements Verification {}

  /// As a person may be told.
  default String sentence() {
    return switch (this) {
      case Whole(Checkpoint head) ->
          "The audit log is whole: %,d entries. Checkpoint: %s".formatted(head.seq(), head);
      case Broken(long seq, String why) ->
          "The audit log does not fit at entry %,d: %s.".formatted(seq, why);
    };
  }
}
