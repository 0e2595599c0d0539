// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.trust;

import io.stillwatch.share.stix.Lead;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// A lead, and what others and we made of it.
///
/// @param lead its newest version
/// @param received when its first version came
/// @param seenBy other peers that saw it too
/// @param disputedBy other peers that speak against it
/// @param fate what it turned out to be
record KeptLead(
    Lead lead,
    Instant received,
    SortedSet<String> seenBy,
    SortedSet<String> disputedBy,
    Fate fate) {
  /// So many other peers, independent of its maker, decide when we cannot.
  private static final int ENOUGH = 2;

  /// What a lead turned out to be.
  enum Fate {
    OPEN,
    CONFIRMED,
    REFUTED
  }

  KeptLead {
    seenBy = Collections.unmodifiableSortedSet(new TreeSet<>(seenBy));
    disputedBy = Collections.unmodifiableSortedSet(new TreeSet<>(disputedBy));
  }

  static KeptLead of(Lead lead, Instant now) {
    return new KeptLead(lead, now, new TreeSet<>(), new TreeSet<>(), Fate.OPEN);
  }

  KeptLead with(Lead newer) {
    return new KeptLead(newer, received, seenBy, disputedBy, fate);
  }

  KeptLead with(Fate other) {
    return new KeptLead(lead, received, seenBy, disputedBy, other);
  }

  /// A peer that changes its mind counts once, where it stands now.
  KeptLead heard(String peer, boolean agrees) {
    var seen = new TreeSet<>(seenBy);
    var disputed = new TreeSet<>(disputedBy);
    (agrees ? disputed : seen).remove(peer);
    (agrees ? seen : disputed).add(peer);
    return new KeptLead(lead, received, seen, disputed, fate);
  }

  /// What others make of it, when enough of them agree and nobody contradicts.
  Fate byOthers() {
    if (seenBy.size() >= ENOUGH && disputedBy.isEmpty()) {
      return Fate.CONFIRMED;
    }
    return disputedBy.size() >= ENOUGH && seenBy.isEmpty() ? Fate.REFUTED : Fate.OPEN;
  }

  boolean believed(Instant now) {
    return fate != Fate.REFUTED && lead.lives(now);
  }
}
