// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.model.Family;
import io.stillwatch.model.Verdict;
import java.util.List;
import java.util.Map;

/// From evidence to verdict (docs/adr/0006-verdict-rule.md). Past the false-discovery line a group
/// is at least watched. It is named only when control is corroborated by something strangers do not
/// do, and when it harvests; replaying sealed reasoning and working on each other's replies are
/// harvesting by themselves.
final class Ruling {
  private static final List<Family> FLOWS = List.of(Family.E1, Family.E2, Family.E3);
  private static final double FLOW_LEAST = Math.log(100);
  private static final double SPLIT_LEAST = Math.log(1e4);
  private static final double COMPANY_LEAST = Math.log(20);
  private static final double HARVEST_LEAST = Math.log(20);

  /// Demanded where the group has no scaffold of its own to show.
  private static final double HARVEST_ALONE_LEAST = Math.log(100);

  /// Share of the members that flows of the nominating half touch. Below it the flows speak of a
  /// few members, not of the group, and a tighter candidate will hold them.
  static final double LINKED_LEAST = 0.15;

  /// Where this share of the work is dealt out evenly through scaffolds of the group's own it is
  /// one work list; then it must only not look less like harvest than everybody's work does.
  private static final double WORK_LIST_LEAST = 0.5;

  private static final double CLOSED_LEAST = 0.5;

  private static final double HARVEST_SHARE_LEAST = 0.1;

  /// Share of the work done on other members' replies. A customer may paste an old answer now and
  /// then; a pool of them does not do so with every tenth prompt.
  private static final double RECIRCULATED_LEAST = 0.1;

  private Ruling() {}

  /// Whether the nominating half holds anything a family that can convict could look at.
  static boolean testable(Group group) {
    return !group.own.isEmpty() || group.links.reached() >= LINKED_LEAST;
  }

  /// Whether a family that can convict sees anything in the group.
  static boolean promising(Group group, Map<Family, Term> terms) {
    return strength(group, terms) > 0;
  }

  /// What the families that can convict say of this very group: logarithm of the largest e-value,
  /// flows by the share of them that stays within; 0 when none reaches its line.
  static double strength(Group group, Map<Family, Term> terms) {
    double flows = flows(group, terms) ? group.links.closed() * most(terms, FLOWS) : 0;
    double split = most(terms, List.of(Family.E5));
    return Math.max(flows, split >= SPLIT_LEAST ? split : 0);
  }

  /// @param plain a plain reason why the work may be evenly split, "" when none was found: then
  ///   evenness names nobody
  static Verdict of(Group group, Map<Family, Term> terms, String plain) {
    boolean flow = flows(group, terms);
    boolean split =
        plain.isEmpty()
            && most(terms, List.of(Family.E5)) >= SPLIT_LEAST
            && most(terms, List.of(Family.E6, Family.E9, Family.E10)) >= COMPANY_LEAST;
    if (!flow && !split) {
      return Verdict.WATCH;
    }
    boolean replay = most(terms, List.of(Family.E2)) >= FLOW_LEAST;
    double least = group.own.isEmpty() ? HARVEST_ALONE_LEAST : HARVEST_LEAST;
    boolean loop = group.recirculated() >= RECIRCULATED_LEAST;
    boolean harvest = replay || loop || most(terms, List.of(Family.X)) >= least;
    double share = group.harvested() / (double) Math.max(1, group.works());
    harvest |= split && share >= WORK_LIST_LEAST && most(terms, List.of(Family.X)) >= 0;
    return harvest && (share >= HARVEST_SHARE_LEAST || group.own.isEmpty())
        ? Verdict.CAMPAIGN
        : Verdict.UNDECLARED_INTERMEDIARY;
  }

  /// Whether flows speak of this very group: they reach enough of it and mostly stay within.
  private static boolean flows(Group group, Map<Family, Term> terms) {
    return most(terms, FLOWS) >= FLOW_LEAST
        && group.links.reached() >= LINKED_LEAST
        && group.links.closed() >= CLOSED_LEAST;
  }

  private static double most(Map<Family, Term> terms, List<Family> families) {
    double most = Double.NEGATIVE_INFINITY;
    for (Family family : families) {
      Term term = terms.get(family);
      most = term == null ? most : Math.max(most, term.logE());
    }
    return most;
  }
}
