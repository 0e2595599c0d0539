// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import io.stillwatch.share.member.Member;
import io.stillwatch.share.stix.Lead;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Tells the book what became of peers' leads here: right, when detection names an account that a
/// lead concerns by evidence of its own; wrong, when a person found what was decided on such an
/// account wrong, or cleared it.
final class Feedback {
  private final Member member;
  private final InstantSource clock;

  /// What was said of leads that live.
  private final Map<String, Boolean> known = new HashMap<>();

  Feedback(Member member, InstantSource clock) {
    this.member = member;
    this.clock = clock;
  }

  void give(Grounds grounds) {
    List<Lead> leads = member.trust().leads(clock.instant());
    known.keySet().retainAll(leads.stream().map(Lead::id).toList());
    for (Lead lead : leads) {
      Set<String> accounts = member.tokens().holders(lead.tokens());
      if (accounts.stream().anyMatch(grounds::isWrong)) {
        judged(lead, false);
      } else if (accounts.stream().anyMatch(grounds::isNamed)) {
        judged(lead, true);
      }
    }
  }

  private void judged(Lead lead, boolean right) {
    Boolean before = known.put(lead.id(), right);
    if (before == null || before != right) {
      member.trust().judged(lead.id(), right, clock.instant());
    }
  }
}
