// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Rung;
import io.stillwatch.respond.Round.Step;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Holds back what is many or hard. It counts what rules alone decided within the last day, so that
/// many small rounds do not do what one large round may not.
final class Gate {
  private final Caution caution;
  private final Situation situation;
  private final History history;
  private final Map<Rung, List<Step>> steps = new EnumMap<>(Rung.class);

  Gate(Caution caution, Situation situation, History history) {
    this.caution = caution;
    this.situation = situation;
    this.history = history;
  }

  void take(Step step) {
    steps.computeIfAbsent(step.decision().remedy().rung(), rung -> new ArrayList<>()).add(step);
  }

  List<Step> passed() {
    return steps.entrySet().stream()
        .filter(entry -> people(entry.getKey()) == 0)
        .flatMap(entry -> entry.getValue().stream())
        .toList();
  }

  /// Accounts whose step waits and that stand somewhere meanwhile.
  List<Step> held() {
    return steps.entrySet().stream()
        .filter(entry -> people(entry.getKey()) > 0)
        .flatMap(entry -> entry.getValue().stream())
        .toList();
  }

  /// One for each campaign and rung: a person judges one finding at a time.
  List<Proposal> proposals() {
    List<Proposal> all = new ArrayList<>();
    steps.forEach(
        (rung, some) -> {
          if (people(rung) > 0) {
            SortedMap<String, List<Decision>> byCampaign = new TreeMap<>();
            for (Step step : some) {
              Decision decision = step.decision();
              byCampaign
                  .computeIfAbsent(
                      decision.grounds().evidence().campaign(), id -> new ArrayList<>())
                  .add(decision);
            }
            byCampaign
                .values()
                .forEach(list -> all.add(Proposal.of(list, people(rung), why(rung))));
          }
        });
    return all;
  }

  /// How many people a rung waits for in this round; 0 when rules alone may go there.
  private int people(Rung rung) {
    if (rung == Rung.REFUSE || (rung == Rung.SUSPEND && count(rung) > caution.fourEyes())) {
      return 2;
    }
    return rung.above(Rung.WATCH) && count(rung) > caution.bulk() ? 1 : 0;
  }

  private String why(Rung rung) {
    if (rung == Rung.REFUSE) {
      return "Nobody is refused without two people.";
    }
    int limit = rung == Rung.SUSPEND ? caution.fourEyes() : caution.bulk();
    return "%,d accounts on rung %s within a day; rules alone may take %,d there."
        .formatted(count(rung), rung.word(), limit);
  }

  private long count(Rung rung) {
    long since = situation.now() - Situation.RECENT;
    long before =
        situation.decisions().stream()
            .filter(decision -> decision.mode() == Mode.LIVE)
            .filter(decision -> decision.remedy().rung() == rung)
            .filter(decision -> decision.term().at() > since)
            .filter(decision -> decision.grounds().people().isEmpty())
            .filter(decision -> !history.isRenewal(decision))
            .map(Decision::account)
            .distinct()
            .count();
    return before + steps.getOrDefault(rung, List.of()).size();
  }
}
