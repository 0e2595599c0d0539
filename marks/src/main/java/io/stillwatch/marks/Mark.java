// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

/// A profile under one key. Immutable; one instance serves any number of threads.
///
/// A context is `ids[from..to)`, the oldest token first, at most as long as the window; the caller
/// keeps to the profile's [Reach].
public interface Mark {
  /// The profile.
  Profile profile();

  /// The key.
  Key key();

  /// Which positions have one and the same score by the contract's own doing.
  default Pairing pairing() {
    return Pairing.TOKENS;
  }

  /// Whether two contexts can share a toss. Then what was served at one tells of another, and no
  /// test may choose contexts by what was served.
  default boolean sharesTosses() {
    return false;
  }

  /// The mark at one position: all that depends on the context alone.
  Step after(int[] ids, int from, int to);

  /// The score of the token `ids[at]` after the context `ids[from..at)`. Under a random key it is
  /// drawn from the profile's [Law]; in marked text it is larger.
  default double score(int[] ids, int from, int at) {
    return after(ids, from, at).score(ids[at]);
  }
}
