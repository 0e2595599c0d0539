// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect;

import io.stillwatch.detect.Attributed.Because;
import io.stillwatch.detect.features.Hashes;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.stats.Mix;
import java.util.List;
import java.util.Optional;

/// Follows what belongs to a campaign from one exchange to the next: conversations that go on, and
/// private replies and sealed reasoning that are handed in again. Takes the sightings of all named
/// accounts in the order of time; remembers the last millions of things, so memory is bounded.
public final class Follower {
  /// So many fingerprints of a reply must come back: one may be a phrase that replies share.
  private static final int PRINTS = 2;

  /// Stands for what belongs to the campaign, whoever sent it; accounts are 0 and above.
  private static final int OURS = -1;

  private static final int CHAIN = 1;
  private static final int PRINT = 2;
  private static final int SEAL = 3;

  private final List<Boolean> marked;
  private final Belongings belongings = new Belongings();

  /// @param marked for each campaign whether it has a scaffold of its own
  Follower(List<Boolean> marked) {
    this.marked = List.copyOf(marked);
  }

  /// Takes the next sighting.
  ///
  /// @param sighting what a reader of the same [Attribution] made
  /// @return the row it makes in the list; none when it does not belong
  public Optional<Attributed> take(Message sighting) {
    var s = (Sighting) sighting;
    Optional<Because> because = because(s);
    note(s, because.isPresent());
    return because.map(why -> new Attributed(s.campaign(), s.account(), s.at(), s.request(), why));
  }

  /// Number of the campaign that a sighting is of.
  public static int campaign(Message sighting) {
    return ((Sighting) sighting).campaign();
  }

  private Optional<Because> because(Sighting s) {
    if (s.scaffold()) {
      return Optional.of(Because.SCAFFOLD);
    }
    boolean follows = ours(s, CHAIN, s.before()) || (s.before() != 0 && ours(s, CHAIN, s.root()));
    if (follows || passed(s, PRINT, s.resumed()) >= PRINTS) {
      return Optional.of(Because.CONVERSATION);
    }
    if (passed(s, PRINT, s.quoted()) >= PRINTS) {
      return Optional.of(Because.REPLY);
    }
    return passed(s, SEAL, s.reasoningIn()) > 0 ? Optional.of(Because.REASONING) : Optional.empty();
  }

  private boolean ours(Sighting s, int kind, long hash) {
    return hash != 0 && belongings.owner(key(s, kind, hash)) == OURS;
  }

  /// How many of these things belong to the campaign or, where it has no scaffold to know its own
  /// by, to another of its accounts.
  private int passed(Sighting s, int kind, Hashes hashes) {
    int passed = 0;
    for (int i = 0; i < hashes.size(); i++) {
      int owner = belongings.owner(key(s, kind, hashes.get(i)));
      boolean anothers = owner >= 0 && owner != s.account() && !marked.get(s.campaign());
      passed += owner == OURS || anothers ? 1 : 0;
    }
    return passed;
  }

  private void note(Sighting s, boolean belongs) {
    int owner = belongs ? OURS : s.account();
    if (belongs && s.chain() != 0) {
      belongings.note(key(s, CHAIN, s.chain()), OURS);
    }
    for (int i = 0; i < s.issued().size(); i++) {
      belongings.note(key(s, PRINT, s.issued().get(i)), owner);
    }
    for (int i = 0; i < s.reasoningOut().size(); i++) {
      belongings.note(key(s, SEAL, s.reasoningOut().get(i)), owner);
    }
  }

  private static long key(Sighting s, int kind, long hash) {
    return Mix.of(hash, 4L * s.campaign() + kind);
  }
}
