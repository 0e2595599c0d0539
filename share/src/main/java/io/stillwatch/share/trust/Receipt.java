// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.trust;

import java.util.List;

/// What became of something a peer sent.
public sealed interface Receipt {
  /// It is taken.
  ///
  /// @param undo what was done on the strength of an earlier version and has to be undone now
  record Taken(List<Act.Undo> undo) implements Receipt {
    public Taken {
      undo = List.copyOf(undo);
    }
  }

  /// It was here before.
  record Known() implements Receipt {}

  /// It is sound, and more than this peer may have; it may come again.
  ///
  /// @param rule the limit
  record Held(String rule) implements Receipt {}

  /// It breaks a rule.
  ///
  /// @param rule what it breaks
  record Refused(String rule) implements Receipt {}
}
