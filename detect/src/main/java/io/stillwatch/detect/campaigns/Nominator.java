// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.campaigns.Candidate.Reason;
import io.stillwatch.detect.coordination.Flow;
import io.stillwatch.detect.coordination.Shard;
import io.stillwatch.model.Family;
import io.stillwatch.stats.IntSet;
import io.stillwatch.stats.LongIntMap;
import io.stillwatch.stats.Mix;
import io.stillwatch.stats.UnionFind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Nominates groups on the nominating half of the items: principals that share a scaffold, share
/// many habits, share a trait, or pass things to each other. Unsafe on purpose.
final class Nominator {
  /// Fewer principals than this are no group.
  static final int LEAST = 5;

  private static final int MATERIAL_LEAST = 20;

  /// A scaffold is used again and again; what each holder used once is a popular text.
  private static final double REPEATED = 1.5;

  /// What more than this share of all principals use is public.
  private static final double PUBLIC = 0.3;

  private static final double[] ALIKE = {0.8, 0.5};

  /// A principal is tied to so many others by one scaffold.
  private static final int STAR = 4;

  private static final int TIED = 2;

  private final Board board;
  private final Population population;
  private final Holdings holdings;
  private final IntSet eligible;

  Nominator(Board board, Population population, Holdings holdings) {

    this.board = board;
    this.population = population;
    this.holdings = holdings;
    double most = holdings.discount ? Math.max(200, PUBLIC * population.size()) : Double.MAX_VALUE;
    var scaffolds = new IntSet.Collector();
    for (int a = 0; a < holdings.size(); a++) {
      if (holdings.kinds[a].role() == Kind.Role.SLOT
          && holdings.template[a]
          && holdings.nominated[a] >= LEAST
          && holdings.nominated[a] <= most) {
        scaffolds.add(a);
      }
    }
    eligible = scaffolds.toSet();
  }

  /// Candidates without near-duplicates, for there may be more than can be looked at: first who
  /// hangs together, then exact scaffolds before loose ones, last traits; those with most material
  /// first.
  Nominated nominate() {
    var all = new ArrayList<Candidate>();
    var templates = new Templates(holdings, eligible);
    for (double jaccard : ALIKE) {
      templates(templates, jaccard, all);
    }
    habits(all);
    traits(all);
    tied(all);
    flows(all);
    all.sort(
        Comparator.comparing((Candidate c) -> c.reason() == Reason.IDENTITY)
            .thenComparing(c -> c.reason() != Reason.FLOW)
            .thenComparing(Candidate::loose)
            .thenComparing(Comparator.comparingLong(Candidate::material).reversed())
            .thenComparingLong(Candidate::signature));
    List<Candidate> stood = stood();
    stood.addAll(all);
    return Nominated.of(Distinct.of(stood), all);
  }

  /// Groups that stood before, as they were then: a finding does not depend on being found again.
  private List<Candidate> stood() {
    var again = new ArrayList<Candidate>();
    for (long signature : board.docket.standing()) {
      Docket.Stood one = board.docket.stood(signature);
      if (one != null) {
        IntSet members = population.of(one.members());
        again.add(new Candidate(signature, members, 0, Reason.STOOD, false));
      }
    }
    return again;
  }

  private void templates(Templates templates, double jaccard, List<Candidate> out) {
    for (Templates.Cluster c : templates.at(jaccard)) {
      if (c.uses() >= REPEATED * c.users().size()) {
        boolean loose = c.scaffolds().stream().allMatch(a -> holdings.kinds[a].loose());
        long signature = Mix.of(holdings.hashes[c.scaffolds().getFirst()], (long) (100 * jaccard));
        add(out, signature, c.users(), c.uses(), Reason.TEMPLATE, loose);
      }
    }
  }

  /// Communities of those who share many rare scaffolds and phrases, each weighed by how rare it is
  /// and by how much of their work goes through it.
  private void habits(List<Candidate> out) {
    var graph = new Communities(population.size());
    for (int e = 0; e < eligible.size(); e++) {
      int a = eligible.get(e);
      double rarity =
          holdings.discount ? Math.log(population.size() / (double) holdings.nominated[a]) : 1;
      int[] users = users(a);
      for (int u = 0; u < users.length; u++) {
        for (int k = 1; k <= Math.min(STAR, users.length / 2); k++) {
          int one = users[u];
          int other = users[(u + k) % users.length];
          double share = Math.min(share(one), share(other));
          int i = holdings.holder[one];
          int j = holdings.holder[other];
          if (isSingle(i) && isSingle(j)) {
            graph.join(i, j, (int) Math.round(1000 * rarity * share));
          }
        }
      }
    }
    components(out, graph.find(), Reason.TEMPLATE, 1);
  }

  /// Places of those who used a scaffold in the nominating half.
  private int[] users(int a) {
    return java.util.stream.IntStream.range(holdings.start[a], holdings.start[a + 1])
        .filter(p -> Artefact.nominating(holdings.uses[p]) > 0)
        .toArray();
  }

  /// Share of a principal's work that went through the scaffold of this place.
  private double share(int place) {
    double works = population.works(holdings.holder[place]) / 2.0;
    return Math.min(1, Artefact.nominating(holdings.uses[place]) / Math.max(1, works));
  }

  private void traits(List<Candidate> out) {
    for (int a = 0; a < holdings.size(); a++) {
      boolean trait = holdings.kinds[a].role() == Kind.Role.IDENTITY;
      int d = holdings.listed(a);
      if (trait && d >= LEAST && d <= Math.max(50, 0.1 * population.size())) {
        var members = new IntSet.Collector();
        long material = 0;
        for (int p = holdings.start[a]; p < holdings.start[a + 1]; p++) {
          members.add(holdings.holder[p]);
          material += population.exchanges(holdings.holder[p]);
        }
        add(out, holdings.hashes[a], members.toSet(), material / 2, Reason.IDENTITY, false);
      }
    }
  }

  private void flows(List<Candidate> out) {
    for (Family family : List.of(Family.E1, Family.E2, Family.E3)) {
      var graph = new Communities(population.size());
      for (Flow flow : board.flows) {
        int from = population.of(flow.from());
        int to = population.of(flow.to());
        boolean strangers = from >= 0 && to >= 0 && isSingle(from) && isSingle(to);
        if (flow.family() == family && nominates(flow) && strangers) {
          graph.join(from, to, 1);
        }
      }
      components(out, graph.find(), Reason.FLOW, 2 + family.ordinal());
    }
  }

  /// All who hang together by pairs that passed each other two things or more, of whatever kind:
  /// communities may be parts of an actor, and a scaffold may be used by two. Who hangs together
  /// with others is set aside.
  private void tied(List<Candidate> out) {
    var pairs = new LongIntMap();
    for (Flow flow : board.flows) {
      int from = population.of(flow.from());
      int to = population.of(flow.to());
      boolean strangers = from >= 0 && to >= 0 && isSingle(from) && isSingle(to);
      if (nominates(flow) && strangers && from != to) {
        pairs.increment((long) Math.min(from, to) * population.size() + Math.max(from, to));
      }
    }
    var groups = new UnionFind(population.size());
    for (long pair : pairs.sortedKeys()) {
      if (pairs.getOrDefault(pair, 0) >= TIED) {
        groups.union((int) (pair / population.size()), (int) (pair % population.size()));
      }
    }
    var found = new ArrayList<Candidate>();
    components(found, groups, Reason.FLOW, 1 + Family.values().length);
    var collected = new IntSet.Collector();
    found.forEach(c -> c.members().stream().forEach(collected::add));
    IntSet all = collected.toSet();
    for (Candidate c : found) {
      out.add(c.apartFrom(all.filter(i -> !c.members().contains(i))));
    }
  }

  private boolean nominates(Flow flow) {
    return !holdings.split || Shard.nominates(flow.item());
  }

  private void components(List<Candidate> out, UnionFind groups, Reason reason, int salt) {
    var place = new LongIntMap();
    var members = new ArrayList<IntSet.Collector>();
    for (int i = 0; i < population.size(); i++) {
      int root = groups.find(i);
      if (groups.size(root) >= LEAST) {
        int c = place.getOrDefault(root, -1);
        if (c < 0) {
          c = members.size();
          place.put(root, c);
          members.add(new IntSet.Collector());
        }
        members.get(c).add(i);
      }
    }
    for (IntSet.Collector collected : members) {
      IntSet group = collected.toSet();
      long material = group.stream().mapToLong(population::exchanges).sum() / 2;
      long signature = population.face(group.get(0)).principal();
      add(out, Mix.of(signature, salt), group, material, reason, true);
    }
  }

  private void add(
      List<Candidate> out,
      long signature,
      IntSet members,
      long uses,
      Reason reason,
      boolean loose) {
    IntSet strangers = members.filter(this::isSingle);
    if (strangers.size() >= LEAST && uses >= MATERIAL_LEAST) {
      long name = Mix.of(signature, reason.ordinal());
      out.add(new Candidate(name, strangers, uses, reason, loose));
    }
  }

  /// A declared organisation with several accounts is known and answers for them; what it does is a
  /// question of its contract. Only principals with one account are strangers.
  private boolean isSingle(int principal) {
    return population.accounts(principal).size() == 1;
  }
}
