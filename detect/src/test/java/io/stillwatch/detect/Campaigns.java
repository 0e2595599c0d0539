// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Counts;
import io.stillwatch.model.Member;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.Window;
import java.util.List;
import java.util.stream.Stream;

/// Campaigns of which only id, verdict and accounts matter.
public final class Campaigns {
  private Campaigns() {}

  public static Campaign of(String id, Verdict verdict, String... accounts) {
    List<Member> members =
        Stream.of(accounts).map(a -> new Member(a, 3, 1, Counts.ZERO, List.of())).toList();
    return new Campaign(
        id,
        verdict,
        members,
        members.size(),
        new Window(0, 1),
        Counts.ZERO,
        9,
        9,
        4,
        0,
        1,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
