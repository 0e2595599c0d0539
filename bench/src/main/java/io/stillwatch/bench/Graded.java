// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import io.stillwatch.arena.score.Score;
import io.stillwatch.arena.score.Score.CampaignScore;
import io.stillwatch.arena.score.Score.InnocentScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/// One method over several worlds. Counts are added up; PR-AUC and purity, which are counts of
/// nothing, are averaged over worlds.
final class Graded {
  private final String method;
  private final List<Score> scores = new ArrayList<>();
  private double cpu;
  private double wall;
  private long peak;

  Graded(String method) {
    this.method = method;
  }

  /// Adds a world of which no cost was measured.
  void add(Score score) {
    scores.add(score);
  }

  void add(Score score, double cpuSeconds, double wallSeconds, long peakKilobytes) {
    scores.add(score);
    cpu += cpuSeconds;
    wall += wallSeconds;
    peak = Math.max(peak, peakKilobytes);
  }

  String method() {
    return method;
  }

  private int sum(ToIntFunction<Score> count) {
    return scores.stream().mapToInt(count).sum();
  }

  /// Accounts that are accused.
  int named() {
    return sum(s -> s.accounts().hit()) + wronged();
  }

  int wronged() {
    return sum(s -> s.accounts().wronged());
  }

  /// Honest accounts that were accused earlier and no longer are.
  int withdrawn() {
    return sum(s -> s.accounts().withdrawn());
  }

  int hostile() {
    return sum(s -> s.accounts().hit() + s.accounts().missed());
  }

  int honest() {
    return sum(s -> s.innocents().stream().mapToInt(InnocentScore::accounts).sum());
  }

  double precision() {
    return tally().precision();
  }

  double recall() {
    return tally().recall();
  }

  private Score.Tally tally() {
    return new Score.Tally(
        sum(s -> s.accounts().hit()), wronged(), sum(s -> s.accounts().missed()), withdrawn());
  }

  /// Accused accounts of campaigns of this difficulty; empty when there are none.
  OptionalDouble recall(String difficulty) {
    List<CampaignScore> all =
        scores.stream()
            .flatMap(s -> s.campaigns().stream())
            .filter(c -> c.difficulty().equals(difficulty))
            .toList();
    int accounts = all.stream().mapToInt(CampaignScore::accounts).sum();
    int accused = all.stream().mapToInt(CampaignScore::accused).sum();
    return accounts == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) accused / accounts);
  }

  /// @param rate which of the base rates of [Score#prAuc]
  double prAuc(int rate) {
    return scores.stream().mapToDouble(s -> s.prAuc().get(rate).area()).average().orElse(0);
  }

  int right() {
    return sum(s -> s.groups().right());
  }

  int groups() {
    return right() + sum(s -> s.groups().wrong());
  }

  int found() {
    return sum(s -> s.groups().found());
  }

  int campaigns() {
    return found() + sum(s -> s.groups().missed());
  }

  double purity() {
    return scores.stream().mapToDouble(s -> s.purity().named()).average().orElse(0);
  }

  OptionalDouble taken() {
    return median(CampaignScore::taken);
  }

  OptionalDouble takenOfFound() {
    return median(c -> c.found() ? c.taken() : OptionalDouble.empty());
  }

  OptionalDouble hours() {
    return median(CampaignScore::hours);
  }

  /// By nearest rank, over the campaigns of all worlds.
  private OptionalDouble median(Function<CampaignScore, OptionalDouble> number) {
    double[] sorted =
        scores.stream()
            .flatMap(s -> s.campaigns().stream())
            .flatMapToDouble(c -> number.apply(c).stream())
            .sorted()
            .toArray();
    return sorted.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(sorted[(sorted.length - 1) / 2]);
  }

  /// Accused accounts of 100,000 of each honest community that has any, as text.
  String wrongedBy() {
    Map<String, InnocentScore> sums = new TreeMap<>();
    for (Score score : scores) {
      score
          .innocents()
          .forEach(
              i ->
                  sums.merge(
                      i.community(),
                      i,
                      (a, b) ->
                          new InnocentScore(
                              a.community(),
                              a.accounts() + b.accounts(),
                              a.accused() + b.accused())));
    }
    String all =
        sums.values().stream()
            .filter(i -> i.accused() > 0)
            .map(
                i ->
                    String.format(
                        Locale.ROOT,
                        "%s %,.0f (%d of %d)",
                        i.community(),
                        i.per100k(),
                        i.accused(),
                        i.accounts()))
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "none" : all;
  }

  double cpuSeconds() {
    return cpu;
  }

  double wallSeconds() {
    return wall;
  }

  long peakKilobytes() {
    return peak;
  }
}
