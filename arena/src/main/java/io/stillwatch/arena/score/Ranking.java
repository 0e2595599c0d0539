// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.score;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// All accounts in the order in which a scan suspects them: the accused by their evidence, then
/// those only watched by theirs, then everybody else as one tie.
///
/// @param steps hostile and honest accounts of each tie, most suspected first
record Ranking(TreeMap<Place, Tie> steps) {

  /// A place in the order.
  ///
  /// @param tier 2 accused, 1 watched, 0 not named
  record Place(int tier, double evidence) {}

  /// Accounts that stand at one place.
  record Tie(long hostile, long honest) {
    Tie plus(Tie other) {
      return new Tie(hostile + other.hostile, honest + other.honest);
    }
  }

  private static final Comparator<Place> MOST_SUSPECTED_FIRST =
      Comparator.comparingInt(Place::tier).thenComparingDouble(Place::evidence).reversed();

  static Ranking of(Found found, Truth truth) {
    Map<String, Place> places = new HashMap<>();
    found.watched().forEach((account, e) -> places.put(account, new Place(1, e)));
    found
        .accused()
        .forEach(
            (account, group) ->
                places.put(account, new Place(2, group.accused().getOrDefault(account, 0.0))));
    TreeMap<Place, Tie> steps = new TreeMap<>(MOST_SUSPECTED_FIRST);
    truth
        .accounts()
        .forEach(
            (account, label) ->
                steps.merge(
                    places.getOrDefault(account, new Place(0, 0)),
                    label.hostile() ? new Tie(1, 0) : new Tie(0, 1),
                    Tie::plus));
    return new Ranking(steps);
  }

  /// Area under precision over recall as average precision: the sum over ties of the recall gained
  /// times the precision reached (Boyd, Eng and Page, ECML 2013, "average precision"). Precision is
  /// what it would be if this share of all accounts were hostile: each hostile account weighs
  /// `baseRate / hostile`, each honest one `(1 - baseRate) / honest`. A scan that says nothing gets
  /// the base rate; a perfect order gets 1, and so does a world without hostile accounts.
  ///
  /// @param baseRate share of hostile accounts, above 0 and below 1
  double prAuc(double baseRate) {
    Tie all = steps.values().stream().reduce(new Tie(0, 0), Tie::plus);
    if (all.hostile() == 0) {
      return 1;
    }
    double hit = 0;
    double wronged = 0;
    double area = 0;
    for (Tie tie : steps.values()) {
      double gained = (double) tie.hostile() / all.hostile();
      hit += gained;
      wronged += all.honest() == 0 ? 0 : (double) tie.honest() / all.honest();
      if (gained > 0) {
        area += gained * (hit * baseRate) / (hit * baseRate + wronged * (1 - baseRate));
      }
    }
    return area;
  }
}
