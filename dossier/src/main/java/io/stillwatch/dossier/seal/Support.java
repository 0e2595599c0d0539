// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether exhibits bear out what is said to have passed: the giver had it, and the taker handed it
/// in afterwards. Takes exhibits in the order of time; keeps what concerns a passing only.
final class Support {
  /// So many fingerprints of a reply have to come back.
  private static final int PRINTS = 2;

  private final Ledger ledger;
  private final Map<String, List<Case>> cases = new HashMap<>();
  private final List<Case> all = new ArrayList<>();

  /// Who had a conversation as it stood, by conversation.
  private final Map<String, Set<Long>> chains = new HashMap<>();

  /// Who was issued sealed reasoning, by artefact.
  private final Map<String, Set<Long>> sealed = new HashMap<>();

  /// Replies that passed, by each of their fingerprints.
  private final Map<String, Set<Reply>> issuers = new HashMap<>();

  /// A reply, known by the lower half of its exchange's hash, and whom it was issued to.
  private record Reply(String item, long principal) {
    static Reply of(Line.Exhibit x, long principal) {
      return new Reply("0".repeat(8) + x.id().substring(8), principal);
    }
  }

  /// One passing, and what speaks for it.
  private static final class Case {
    private final Line.Passing passing;
    private final Set<String> back = new HashSet<>();
    private boolean shown;

    Case(Line.Passing passing) {
      this.passing = passing;
    }
  }

  Support(Ledger ledger) {
    this.ledger = ledger;
    for (Line.Passing passing : ledger.passings) {
      var one = new Case(passing);
      all.add(one);
      cases.computeIfAbsent(passing.item(), item -> new ArrayList<>(1)).add(one);
    }
  }

  void take(Line.Exhibit x, long principal) {
    for (Case one : cases.getOrDefault(x.root(), List.of())) {
      conversation(one, x, principal);
    }
    for (String artefact : x.sealedIn()) {
      for (Case one : cases.getOrDefault(artefact, List.of())) {
        one.shown |= taken(one, "E2", x, principal) && had(sealed, artefact, one);
      }
    }
    reply(x, principal);
    remember(x, principal);
  }

  private static boolean taken(Case one, String family, Line.Exhibit x, long principal) {
    Line.Passing p = one.passing;
    return p.family().equals(family) && p.to() == principal && p.at() == x.at();
  }

  private static boolean had(Map<String, Set<Long>> whose, String what, Case one) {
    return whose.getOrDefault(what, Set.of()).contains(one.passing.from());
  }

  private void conversation(Case one, Line.Exhibit x, long principal) {
    one.shown |= taken(one, "E1", x, principal) && had(chains, x.before(), one);
  }

  /// Fingerprints of replies that the exhibit hands in again.
  private void reply(Line.Exhibit x, long principal) {
    for (String print : x.handedIn()) {
      for (Reply reply : issuers.getOrDefault(print, Set.of())) {
        for (Case one : cases.getOrDefault(reply.item, List.of())) {
          Line.Passing p = one.passing;
          boolean due = p.family().equals("E3") && p.to() == principal && x.at() <= p.at();
          if (due && reply.principal == p.from()) {
            one.back.add(print);
            one.shown |= x.at() == p.at() && enough(one);
          }
        }
      }
    }
  }

  /// Of a principal that is not named the exchange that first handed a fingerprint in is not here.
  private boolean enough(Case one) {
    boolean named = ledger.looked.get((int) one.passing.to()).named();
    return one.back.size() >= (named ? PRINTS : 1);
  }

  private void remember(Line.Exhibit x, long principal) {
    if (cases.containsKey(x.root())) {
      chains.computeIfAbsent(x.chain(), chain -> new HashSet<>()).add(principal);
    }
    for (String artefact : x.sealedOut()) {
      if (cases.containsKey(artefact)) {
        sealed.computeIfAbsent(artefact, a -> new HashSet<>()).add(principal);
      }
    }
    Reply reply = Reply.of(x, principal);
    if (cases.containsKey(reply.item)) {
      x.issued().forEach(p -> issuers.computeIfAbsent(p, k -> new HashSet<>()).add(reply));
    }
  }

  void check() throws Broken {
    for (Case one : all) {
      if (!one.shown) {
        Line.Passing p = one.passing;
        throw new Broken(
            "passing %s of %s from principal %d to %d: no exhibits bear it out"
                .formatted(p.item(), p.family(), p.from(), p.to()));
      }
    }
  }
}
