// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.dossier.Dossier;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Decision;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Undo;
import io.stillwatch.respond.Ladder;
import io.stillwatch.respond.Outcome;
import io.stillwatch.respond.Situation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The ladder played over findings.
final class Rounds {
  private Rounds() {}

  /// Round after round, without stages, states or wires.
  static List<String> byHand(List<Finding> findings, Ladder ladder) {
    SortedMap<Long, List<Finding>> judgements = new TreeMap<>();
    findings.forEach(f -> judgements.computeIfAbsent(f.at(), at -> new ArrayList<>()).add(f));
    List<String> told = new ArrayList<>();
    List<Decision> decisions = List.of();
    for (Map.Entry<Long, List<Finding>> judgement : judgements.entrySet()) {
      List<Campaign> campaigns = new ArrayList<>();
      Set<String> withdrawn = new HashSet<>();
      for (Finding finding : judgement.getValue()) {
        if (finding instanceof Finding.Named named) {
          campaigns.add(named.campaign());
        } else if (finding instanceof Finding.Withdrawn one) {
          withdrawn.add(one.account());
        }
      }
      Outcome outcome =
          ladder.decide(
              new Situation(
                  judgement.getKey(),
                  campaigns,
                  withdrawn,
                  Map.of(),
                  decisions,
                  List.of(),
                  List.of()));
      decisions = outcome.after(decisions);
      told.addAll(round(outcome, decisions));
    }
    return told;
  }

  private static List<String> round(Outcome outcome, List<Decision> all) {
    var round = new ArrayList<String>();
    outcome.live().forEach(decision -> round.add(Dossier.decisionJson(decision)));
    outcome.shadow().forEach(decision -> round.add(Dossier.decisionJson(decision)));
    Set<String> undone = new HashSet<>();
    outcome.undone().stream().map(Undo::decision).forEach(undone::add);
    all.stream()
        .filter(decision -> undone.contains(decision.id()))
        .forEach(decision -> round.add(Dossier.undoJson(decision)));
    round.sort(Comparator.naturalOrder());
    return round;
  }
}
