// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Counts;
import io.stillwatch.model.Decision;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Grounds;
import io.stillwatch.model.Member;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Remedy;
import io.stillwatch.model.Snapshot;
import io.stillwatch.model.Term;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.Window;
import io.stillwatch.respond.Review;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Findings and words to tell of.
final class Cases {
  static final long NOW = Village.NOW.toEpochMilli();
  static final long DAY = 86_400_000;

  private Cases() {}

  static Campaign campaign(String id, List<String> accounts) {
    List<Member> members =
        accounts.stream()
            .map(account -> new Member(account, 6.5, 0.9, new Counts(100, 2000, 9000), List.of()))
            .toList();
    return new Campaign(
        id,
        Verdict.CAMPAIGN,
        members,
        members.size(),
        new Window(NOW - 5 * DAY, NOW - DAY),
        new Counts(1000, 20_000, 90_000),
        12.5,
        9,
        5.5,
        NOW - DAY,
        0.9,
        List.of(),
        List.of(),
        List.of(),
        List.of("a contract that names them all"),
        List.of(),
        List.of());
  }

  static Finding.Measured fallen(List<String> accounts) {
    return new Finding.Measured(NOW, 1, "", accounts, 2.5, 4.5, List.of());
  }

  static Decision decision(String id, String account, String campaign) {
    return new Decision(
        id,
        account,
        new Remedy.Watch(),
        new Grounds(
            "It was seen.",
            "watch-named",
            List.of(),
            new Snapshot(campaign, Verdict.CAMPAIGN, 12.5, 9, 6.5, NOW - DAY),
            Collections.emptySortedMap()),
        new Term(NOW - DAY, NOW - DAY, NOW + 30 * DAY),
        Mode.LIVE,
        Optional.empty());
  }

  static Review wrong(String decision) {
    return new Review(
        decision, "watch-named", Review.Verdict.OVERTURNED, "ada", "It is a school.", NOW);
  }
}
