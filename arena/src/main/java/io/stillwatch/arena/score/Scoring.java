// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.score;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Compares what a scan said with the labels. Only members of a group with the verdict `campaign`
/// count as accused.
public final class Scoring {
  /// Shares of hostile accounts that are reported: 24 and 240 of 10,000.
  private static final List<Double> BASE_RATES = List.of(.0024, .024);

  private final Truth truth;
  private final Found found;
  private final Map<String, Found.Group> accused;

  private Scoring(Found found, Truth truth) {
    this.truth = truth;
    this.found = found;
    this.accused = found.accused();
  }

  /// Reads `accounts.csv` and `campaigns.jsonl` of a scan, and the files of the same names of the
  /// labels; also `harvest.csv` of the labels, and `requests.csv.gz` of both, where they are there.
  ///
  /// @throws IOException when one of the four files cannot be read
  public static Score score(Path scan, Path labels) throws IOException {
    var scoring = new Scoring(Found.read(scan), Truth.read(labels));
    return scoring.score(Attributions.of(scan, labels, scoring.truth, scoring.accused));
  }

  private Score score(Optional<Score.Requests> requests) {
    int hostile = (int) truth.accounts().values().stream().filter(Truth.Label::hostile).count();
    int hit = (int) accused.keySet().stream().filter(a -> truth.of(a).hostile()).count();
    Ranking ranking = Ranking.of(found, truth);
    List<Score.CampaignScore> campaigns =
        truth.campaigns().values().stream().map(this::campaign).toList();
    return new Score(
        new Score.Tally(hit, accused.size() - hit, hostile - hit, withdrawn()),
        groups(campaigns),
        BASE_RATES.stream().map(rate -> new Score.PrAuc(rate, ranking.prAuc(rate))).toList(),
        purity(),
        Delays.of(campaigns),
        campaigns,
        innocents(),
        verdicts(),
        requests);
  }

  private int withdrawn() {
    return (int) found.withdrawn().stream().filter(a -> !truth.of(a).hostile()).count();
  }

  private Score.Groups groups(List<Score.CampaignScore> campaigns) {
    List<Found.Group> together =
        found.groups().values().stream().filter(Found.Group::accusesTogether).toList();
    int right =
        (int)
            together.stream()
                .filter(g -> truth.campaigns().containsKey(mostly(g.accused().keySet())))
                .count();
    int seen = (int) campaigns.stream().filter(Score.CampaignScore::found).count();
    return new Score.Groups(right, together.size() - right, seen, campaigns.size() - seen);
  }

  private Score.CampaignScore campaign(Truth.Actual actual) {
    List<String> own = truth.membersOf(actual.id());
    List<Found.Group> groups =
        found.groups().values().stream()
            .filter(Found.Group::accusesTogether)
            .filter(g -> mostly(g.accused().keySet()).equals(actual.id()))
            .toList();
    return new Score.CampaignScore(
        actual.id(),
        actual.type(),
        actual.difficulty(),
        own.size(),
        (int) own.stream().filter(accused::containsKey).count(),
        !groups.isEmpty(),
        Delays.taken(actual, groups),
        Delays.hours(actual, groups),
        Delays.shareError(actual, groups));
  }

  private Score.Purity purity() {
    return new Score.Purity(
        Partition.of(hostile().filter(accused::containsKey).map(this::cell)).adjustedRandIndex(),
        Partition.of(hostile().map(this::cell)).adjustedRandIndex());
  }

  private Stream<String> hostile() {
    return truth.accounts().keySet().stream().filter(a -> truth.of(a).hostile());
  }

  /// Found parts are groups, and each account that was not accused by itself.
  private Partition.Cell cell(String account) {
    String part =
        Optional.ofNullable(accused.get(account))
            .map(group -> "group " + group.id())
            .orElse("account " + account);
    return new Partition.Cell(truth.of(account).campaign(), part);
  }

  private List<Score.InnocentScore> innocents() {
    Map<String, Integer> all = new TreeMap<>();
    Map<String, Integer> wronged = new TreeMap<>();
    truth
        .accounts()
        .forEach(
            (account, known) -> {
              if (!known.hostile()) {
                all.merge(known.community(), 1, Integer::sum);
                wronged.merge(
                    known.community(), accused.containsKey(account) ? 1 : 0, Integer::sum);
              }
            });
    return all.entrySet().stream()
        .map(
            e ->
                new Score.InnocentScore(
                    e.getKey(), e.getValue(), wronged.getOrDefault(e.getKey(), 0)))
        .toList();
  }

  private Map<String, Map<String, Integer>> verdicts() {
    Map<String, Map<String, Integer>> table = new TreeMap<>();
    for (Found.Group group : found.groups().values()) {
      String most = mostly(group.members());
      Truth.Actual campaign = truth.campaigns().get(most);
      table
          .computeIfAbsent(campaign == null ? most : campaign.type(), _ -> new TreeMap<>())
          .merge(group.verdict(), 1, Integer::sum);
    }
    return table;
  }

  /// The campaign id or community that more than half of the accounts belong to; `mixed` for none.
  private String mostly(Set<String> accounts) {
    Map<String, Integer> counts = new TreeMap<>();
    accounts.forEach(account -> counts.merge(truth.of(account).side(), 1, Integer::sum));
    return counts.entrySet().stream()
        .filter(e -> e.getValue() * 2 > accounts.size())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("mixed");
  }
}
