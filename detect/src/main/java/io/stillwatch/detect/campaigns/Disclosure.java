// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Family;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Member;
import io.stillwatch.model.Workings;
import io.stillwatch.stats.IntSet;
import io.stillwatch.stats.Mix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Lays open what the numbers of a group that stood were computed from.
record Disclosure(
    Board board, Rules rules, Population population, Families families, Portrayal portrayal) {
  private static final int SHOWN = 23;

  Finding of(Selection.Standing one, Campaign campaign, long now) {
    Group group = one.group();
    var named = new HashSet<String>();
    campaign.members().stream().map(Member::account).forEach(named::add);
    Membership membership = portrayal.membership(one);
    boolean even = one.terms().containsKey(Family.E5);
    var workings =
        new Workings(
            rules.split(),
            new Workings.Line(
                rules.falseDiscovery(), board.docket.looks(), board.docket.rejections()),
            families.flows.stream().map(FlowTest::strangers).toList(),
            passings(group.set()),
            even ? Optional.of(families.evenness(group)) : Optional.empty(),
            families.rankings(group, one.terms()),
            new Workings.Belonging(
                membership.outsideUsers(),
                population.size() - (long) group.size(),
                rules.memberError()),
            looked(group, membership, named, even));
    return new Finding.Shown(now, Mix.of(one.signature(), SHOWN), campaign.id(), workings);
  }

  private List<Workings.Passing> passings(IntSet set) {
    var all = new ArrayList<Workings.Passing>();
    for (FlowTest flow : families.flows) {
      Passings p = flow.passings();
      p.within(
          set,
          f ->
              all.add(
                  new Workings.Passing(
                      flow.family(), set.rank(p.from[f]), set.rank(p.to[f]), p.item[f], p.at[f])));
    }
    return all;
  }

  private List<Workings.Looked> looked(
      Group group, Membership membership, Set<String> named, boolean even) {
    Set<Integer> free = places(group.free);
    Set<Integer> like = places(group.like);
    var all = new ArrayList<Workings.Looked>();
    for (int m = 0; m < group.members.length; m++) {
      int i = group.members[m];
      List<String> accounts = population.accounts(i).stream().map(Portrait::name).toList();
      all.add(
          new Workings.Looked(
              accounts,
              named.contains(accounts.getFirst()),
              population.exchanges(i),
              population.works(i),
              membership.uses(i),
              even ? group.exclusive()[m] : 0,
              free.contains(m),
              like.contains(m),
              families.flows.stream().map(flow -> flow.chances(i)).toList()));
    }
    return all;
  }

  private static Set<Integer> places(int[] places) {
    var set = new HashSet<Integer>();
    for (int place : places) {
      set.add(place);
    }
    return set;
  }
}
