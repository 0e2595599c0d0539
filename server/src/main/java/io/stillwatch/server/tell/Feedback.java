// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import io.stillwatch.share.member.Member;
import io.stillwatch.share.stix.Lead;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/// Tells the book what became of peers' leads here: right, when detection names an account that a
/// lead concerns by evidence of its own; wrong, when a person found what was decided on such an
/// account wrong, or cleared it.
final class Feedback {
  private final Member member;
  private final InstantSource clock;
  private final Set<String> known = new HashSet<>();

  Feedback(Member member, InstantSource clock) {
    this.member = member;
    this.clock = clock;
  }

  void give(Grounds grounds) {
    var now = clock.instant();
    for (Lead lead : member.trust().leads(now)) {
      Set<String> accounts = member.tokens().holders(lead.tokens());
      if (accounts.stream().anyMatch(grounds::isWrong)) {
        judged(lead, false);
      } else if (accounts.stream().anyMatch(grounds::isNamed)) {
        judged(lead, true);
      }
    }
  }

  private void judged(Lead lead, boolean right) {
    if (known.add(lead.id() + ' ' + right)) {
      member.trust().judged(lead.id(), right, clock.instant());
    }
  }
}
