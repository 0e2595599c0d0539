// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.stats.IntSet;

/// A group nominated for testing. Unsafe on purpose: it proves nothing.
///
/// @param signature hash that stays the same while the group grows
/// @param members principals, as a set of their numbers
/// @param material how much there is to test: nominating uses and flows of the group
/// @param reason what brought them together
/// @param loose whether only similar texts did, not equal ones
record Candidate(long signature, IntSet members, long material, Reason reason, boolean loose) {
  enum Reason {
    TEMPLATE("a scaffold or habits in common"),
    FLOW("things that passed between them"),
    IDENTITY("a trait in common"),
    /// It stood before.
    STOOD("having stood before");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /// As people say it.
    String words() {
      return words;
    }
  }

  int size() {
    return members.size();
  }
}
