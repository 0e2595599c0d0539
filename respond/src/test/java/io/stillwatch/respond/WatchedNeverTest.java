// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import static io.stillwatch.respond.Cases.DAY;
import static io.stillwatch.respond.Cases.KEY;
import static io.stillwatch.respond.Cases.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Decision;
import io.stillwatch.model.Rung;
import io.stillwatch.model.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Whatever the policy and whatever happened before: whoever is only watched has nothing, and who
/// is at most part of an intermediary is asked to prove itself at most.
class WatchedNeverTest {
  private static final String[] REMEDIES = {"watch", "slow", "verify", "narrow", "suspend"};
  private static final String[] MODES = {"live", "shadow", "draft"};

  @Test
  void noPolicyGivesAnythingToTheWatched() {
    for (long seed = 0; seed < 60; seed++) {
      play(new Random(seed), "seed " + seed);
    }
  }

  private static void play(Random random, String seed) {
    var ladder = new Ladder(anyPolicy(random), KEY);
    List<Decision> all = List.of();
    for (int day = 0; day < 12; day++) {
      long now = START + day * DAY;
      List<Campaign> campaigns = anyFindings(random);
      Situation situation = Situation.of(now, campaigns).with(all);
      Outcome outcome = ladder.decide(situation);
      all = outcome.after(all);

      Set<String> named = members(campaigns, Verdict.CAMPAIGN);
      Set<String> passing = members(campaigns, Verdict.UNDECLARED_INTERMEDIARY);
      Set<String> watched = members(campaigns, Verdict.WATCH);
      watched.removeAll(named);
      watched.removeAll(passing);
      passing.removeAll(named);
      assertThat(all)
          .as(seed)
          .filteredOn(decision -> decision.lasts(now))
          .noneMatch(decision -> watched.contains(decision.account()))
          .noneMatch(
              decision ->
                  passing.contains(decision.account())
                      && decision.remedy().rung().above(Rung.VERIFY));
      assertThat(outcome.live())
          .as(seed)
          .noneMatch(decision -> decision.mode().word().equals("shadow"));
      assertThat(outcome.proposals())
          .as(seed)
          .allSatisfy(
              proposal ->
                  assertThat(proposal.decisions())
                      .noneMatch(decision -> !named.contains(decision.account())));
    }
  }

  private static Policy anyPolicy(Random random) {
    List<String> rules = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String rule =
          Cases.rule(
              "r" + i,
              MODES[random.nextInt(MODES.length)],
              REMEDIES[random.nextInt(REMEDIES.length)],
              random.nextBoolean() ? "true" : "campaign.accounts > 3");
      rules.add(random.nextBoolean() ? rule : rule.replace("at-once = false", "at-once = true"));
    }
    return Policy.parse(
        Cases.text(rules.toArray(new String[0]))
            .replace("four-eyes-more-than = 0", "four-eyes-more-than = " + random.nextInt(4)));
  }

  private static List<Campaign> anyFindings(Random random) {
    List<Campaign> campaigns = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      List<String> accounts = new ArrayList<>();
      for (int a = 0; a < 8; a++) {
        if (random.nextInt(3) == 0) {
          accounts.add("a" + a);
        }
      }
      Verdict verdict = Verdict.values()[random.nextInt(3)];
      campaigns.add(Cases.group("c-" + i, verdict, accounts.toArray(new String[0])));
    }
    return campaigns;
  }

  private static Set<String> members(List<Campaign> campaigns, Verdict verdict) {
    Set<String> all = new HashSet<>();
    campaigns.stream()
        .filter(campaign -> campaign.verdict() == verdict)
        .flatMap(campaign -> campaign.members().stream())
        .forEach(member -> all.add(member.account()));
    return all;
  }
}
