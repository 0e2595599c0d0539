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
/// @param aside principals of other groups, whose use of a scaffold does not count
record Candidate(
    long signature, IntSet members, long material, Reason reason, boolean loose, IntSet aside) {
  Candidate(long signature, IntSet members, long material, Reason reason, boolean loose) {
    this(signature, members, material, reason, loose, IntSet.NONE);
  }

  enum Reason {
    TEMPLATE("a scaffold or habits in common"),
    FLOW("things that passed between them"),
    IDENTITY("a trait in common"),
    /// Somebody else suspects them.
    SUSPECTED("somebody else's suspicion"),
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

  /// The same, with what others do set aside.
  Candidate apartFrom(IntSet others) {
    return new Candidate(signature, members, material, reason, loose, others);
  }

  /// What is left of it when others are set aside.
  Candidate without(IntSet others, long newSignature) {
    IntSet rest = members.filter(i -> !others.contains(i));
    return new Candidate(newSignature, rest, material, reason, loose, others);
  }

  int size() {
    return members.size();
  }
}
