// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.detect.campaigns.Candidate.Reason;
import io.stillwatch.model.Family;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Suspects;
import io.stillwatch.model.pipeline.Out;
import io.stillwatch.stats.IntSet;
import io.stillwatch.stats.Mix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Says what the evidence is on groups that are not named: those that fell short of their line, and
/// those that somebody else suspects. It takes no number in the count of false discovery and names
/// nobody; whoever uses the numbers has to count their own tests.
final class Measuring {
  private final Population population;
  private final Holdings holdings;
  private final Families families;
  private final double line;
  private long told;

  /// @param line natural logarithm of the e-value that the next group looked at would have to reach
  Measuring(Population population, Holdings holdings, Families families, double line) {
    this.population = population;
    this.holdings = holdings;
    this.families = families;
    this.line = line;
  }

  /// Groups that were looked at and share no half with one that stands.
  void fallen(
      List<Group> groups, List<Selection.Standing> standing, long now, Out<? super Finding> out) {
    for (Group group : groups) {
      boolean stands =
          standing.stream().anyMatch(s -> s.group().set().common(group.set()) * 2 >= group.size());
      if (!stands && group.size() >= Nominator.LEAST) {
        tell("", group, now, out);
      }
    }
  }

  /// Groups that others suspect, as far as they are strangers here. Who is not known is passed
  /// over; fewer than a group holds are not looked at.
  void suspects(List<Suspects> all, long now, Out<? super Finding> out) {
    for (Suspects one : all) {
      IntSet members = strangers(new HashSet<>(one.accounts()));
      if (members.size() >= Nominator.LEAST) {
        long material = members.stream().mapToLong(population::exchanges).sum() / 2;
        long signature = Mix.of(one.name().hashCode(), Reason.SUSPECTED.ordinal());
        var candidate = new Candidate(signature, members, material, Reason.SUSPECTED, true);
        var group = new Group(candidate, population, holdings, families.passings);
        tell(one.name(), group, now, out);
      }
    }
  }

  private IntSet strangers(Set<String> accounts) {
    var members = new IntSet.Collector();
    for (int i = 0; i < population.size(); i++) {
      List<Portrait> own = population.accounts(i);
      if (own.size() == 1 && accounts.contains(own.getFirst().name())) {
        members.add(i);
      }
    }
    return members.toSet();
  }

  private void tell(String suspicion, Group group, long now, Out<? super Finding> out) {
    Map<Family, Term> terms = new EnumMap<>(Family.class);
    families.lookDirect(group, terms);
    if (!suspicion.isEmpty()) {
      families.lookRanked(group, terms);
      terms.remove(Family.E9); // they may be suspected for what they signed up with
    }
    var accounts = new ArrayList<Portrait>();
    Arrays.stream(group.members).forEach(i -> accounts.addAll(population.accounts(i)));
    out.send(
        new Finding.Measured(
            now,
            ++told,
            suspicion,
            accounts.stream().map(Portrait::name).sorted().toList(),
            families.control(terms) / Math.log(10),
            line / Math.log(10),
            Portrayal.evidence(terms.values(), Portrayal.window(accounts, now))));
  }
}
