// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.stats.IntSet;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A candidate looked at closely: its own scaffolds, and what each member did with them. The
/// scaffolds are chosen on the nominating half; counts for testing come from the other half.
final class Group {
  private static final double LIKE = 4;

  final Candidate candidate;

  /// The members looked at: those who used an own scaffold in the nominating half, or all of the
  /// candidate when the group has no scaffold of its own.
  final int[] members;

  /// Own scaffolds of one slot, as a set of artefact numbers.
  final IntSet own;

  /// Testing-half uses of own scaffolds, by member.
  final long[] tested;

  /// The same in both halves.
  final long[] all;

  /// Members whose uses in the nominating half are within a factor of four of the median's, as
  /// places in `members`. Others who use the same scaffold in their own way, a data shop or a
  /// passer-by, would hide an even split.
  final int[] like;

  /// Members that do not keep reaching the rate cap of their plan, as places in `members`.
  final int[] free;

  final Links links;
  private final IntSet set;
  private long[] exclusive = {};
  private final Population population;
  private final Holdings holdings;

  Group(Candidate candidate, Population population, Holdings holdings, List<Passings> passings) {
    this.candidate = candidate;
    this.population = population;
    this.holdings = holdings;
    var scaffolds = OwnScaffolds.of(candidate, population, holdings);
    own = scaffolds.scaffolds();
    set = scaffolds.users();
    members = set.toArray();
    links = Links.of(set, passings);
    tested = new long[members.length];
    all = new long[members.length];
    countUses();
    free = IntStream.range(0, members.length).filter(m -> !population.capped(members[m])).toArray();
    like = like();
  }

  private int[] like() {
    long[] nominating = new long[members.length];
    Arrays.setAll(nominating, m -> all[m] - tested[m]);
    long[] sorted = nominating.clone();
    Arrays.sort(sorted);
    double median = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    return Arrays.stream(free)
        .filter(m -> nominating[m] * LIKE >= median && nominating[m] <= LIKE * median)
        .toArray();
  }

  /// The values of some members.
  static long[] of(int[] places, long[] values) {
    return Arrays.stream(places).mapToLong(m -> values[m]).toArray();
  }

  long[] ofLike(long[] values) {
    return of(like, values);
  }

  long[] ofFree(long[] values) {
    return of(free, values);
  }

  /// Of the tested uses, those with payloads that few other members used, repeats taken out, by
  /// member. Dear: computed at the first call.
  long[] exclusive() {
    if (exclusive.length == 0 && members.length > 0) {
      var content = new Content(members, tested, holdings);
      long[] payloads = content.shared(Kind.PAYLOAD);
      long[] known = content.shared(Kind.PUBLIC);
      long[] items = content.shared(Kind.ITEM);
      exclusive = new long[members.length];
      for (int m = 0; m < members.length; m++) {
        long shared = Math.max(payloads[m] + known[m], items[m]);
        double works = population.works(members[m]);
        double fresh = Math.min(1, population.sum(members[m], Portrait::distinct) / works);
        exclusive[m] = Math.round(Math.max(0, tested[m] - shared) * fresh);
      }
    }
    return exclusive;
  }

  IntSet set() {
    return set;
  }

  /// Share of the work that is done on replies of other members: cleaning and judging.
  double recirculated() {
    return links.pasted() / (double) Math.max(1, works());
  }

  int size() {
    return members.length;
  }

  /// Uses of own scaffolds by a member, both halves.
  long uses(int principal) {
    int m = set.rank(principal);
    return m < 0 ? 0 : all[m];
  }

  boolean contains(int principal) {
    return set.contains(principal);
  }

  private void countUses() {
    for (int o = 0; o < own.size(); o++) {
      int a = own.get(o);
      for (int place = holdings.start[a]; place < holdings.start[a + 1]; place++) {
        int m = set.rank(holdings.holder[place]);
        if (m >= 0) {
          tested[m] += Artefact.testing(holdings.uses[place]);
          all[m] += holdings.all(place);
        }
      }
    }
  }

  /// Payloads used with an own scaffold, both halves.
  long harvested() {
    return Arrays.stream(all).sum();
  }

  /// Pieces of work of the members.
  long works() {
    return Arrays.stream(members).mapToLong(population::works).sum();
  }
}
