// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import java.util.BitSet;

/// A group nominated for testing. Unsafe on purpose: it proves nothing.
///
/// @param signature hash that stays the same while the group grows
/// @param members principals, as a set of their numbers
/// @param material how much there is to test: nominating uses and flows of the group
/// @param reason what brought them together
/// @param loose whether only similar texts did, not equal ones
record Candidate(long signature, BitSet members, long material, Reason reason, boolean loose) {
  enum Reason {
    TEMPLATE,
    FLOW,
    IDENTITY,
    /// It stood before.
    STOOD
  }

  int size() {
    return members.cardinality();
  }
}
