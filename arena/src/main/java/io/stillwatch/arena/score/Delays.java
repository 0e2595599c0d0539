// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.score;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/// What was lost before detection, and how well its size was told.
final class Delays {
  private Delays() {}

  static Score.Delay of(List<Score.CampaignScore> campaigns) {
    return new Score.Delay(
        spread(campaigns, Score.CampaignScore::taken),
        spread(campaigns, Score.CampaignScore::hours),
        campaigns.stream().flatMapToDouble(c -> c.shareError().stream()).map(Math::abs).average());
  }

  /// @param groups the accused groups that are of this campaign
  static OptionalDouble taken(Truth.Actual actual, List<Found.Group> groups) {
    if (actual.harvest().isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(detected(groups).map(actual::takenBefore).orElse(1.0));
  }

  static OptionalDouble hours(Truth.Actual actual, List<Found.Group> groups) {
    Optional<Instant> detected = detected(groups);
    if (detected.isEmpty() || actual.first().isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        Duration.between(actual.first().get(), detected.get()).toMillis() / 3_600_000.0);
  }

  static OptionalDouble shareError(Truth.Actual actual, List<Found.Group> groups) {
    OptionalDouble said =
        groups.stream()
            .max(Comparator.comparingInt(g -> g.accused().size()))
            .map(Found.Group::shareHarvest)
            .orElse(OptionalDouble.empty());
    return said.isEmpty() ? said : OptionalDouble.of(said.getAsDouble() - actual.shareHarvest());
  }

  private static Optional<Instant> detected(List<Found.Group> groups) {
    return groups.stream().flatMap(g -> g.detectedAt().stream()).min(Comparator.naturalOrder());
  }

  private static Score.Spread spread(
      List<Score.CampaignScore> campaigns, Function<Score.CampaignScore, OptionalDouble> number) {
    double[] sorted =
        campaigns.stream().flatMapToDouble(c -> number.apply(c).stream()).sorted().toArray();
    return new Score.Spread(nearestRank(sorted, .5), nearestRank(sorted, .9));
  }

  /// The smallest value that at least a share `q` of all are at or below.
  static OptionalDouble nearestRank(double[] sorted, double q) {
    return sorted.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(sorted[Math.max(0, (int) Math.ceil(q * sorted.length) - 1)]);
  }
}
