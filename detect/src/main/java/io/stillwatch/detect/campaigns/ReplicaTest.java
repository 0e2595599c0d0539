// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.model.Family;
import io.stillwatch.stats.LongObjectMap;
import java.util.Optional;
import java.util.stream.IntStream;

/// E4, too many replicas: payloads that two or more members submitted, against what matched groups
/// of strangers share (EVIDENCE F3; payloads are counted, never pairs). A class or a benchmark does
/// this too: it corroborates, it never convicts.
final class ReplicaTest implements Test {
  private final Placebo placebo;
  private final Holdings holdings;

  /// Shared payloads of the testing half, by principal; filled when first asked for.
  private final LongObjectMap<int[]> payloads = new LongObjectMap<>();

  /// How many members of the group at hand hold an artefact; all 0 between calls.
  private final byte[] seen;

  ReplicaTest(Holdings holdings, Placebo placebo) {
    this.placebo = placebo;
    this.holdings = holdings;
    seen = new byte[holdings.size()];
  }

  private int[] payloads(int principal) {
    return payloads.computeIfAbsent(
        principal,
        i ->
            IntStream.range(holdings.backStart[(int) i], holdings.backStart[(int) i + 1])
                .map(b -> holdings.back[b])
                .filter(place -> Artefact.testing(holdings.uses[place]) > 0)
                .map(place -> holdings.artefactAt[place])
                .filter(a -> holdings.kinds[a] == Kind.PAYLOAD)
                .toArray());
  }

  @Override
  public Family family() {
    return Family.E4;
  }

  @Override
  public Optional<Term> look(Group group) {
    Placebo.Rank rank = placebo.rankFew(group, this::replicas);
    return Optional.of(
        new Term(
            Family.E4,
            "payloads submitted by two or more members",
            rank.observed(),
            rank.typical(),
            rank.ofCount(),
            Term.number(rank.observed())
                + " payloads were submitted by two or more members; matched groups share "
                + Term.number(rank.typical()),
            "exchangeable with " + rank.groups() + " matched groups of other principals",
            group.size()));
  }

  private double replicas(int[] members) {
    int shared = 0;
    for (int i : members) {
      for (int a : payloads(i)) {
        if (seen[a] < 2 && ++seen[a] == 2) {
          shared++;
        }
      }
    }
    for (int i : members) {
      for (int a : payloads(i)) {
        seen[a] = 0;
      }
    }
    return shared;
  }
}
