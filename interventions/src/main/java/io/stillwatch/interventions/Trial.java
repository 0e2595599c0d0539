// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import io.stillwatch.model.Evidence;
import io.stillwatch.model.Family;
import io.stillwatch.stats.Logs;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A plan and what came of its pairs so far, in their order. A value: each pair gives a new one.
///
/// @param plan with its coins
/// @param pairs those that are over
/// @param stop the early end; pairs that begin after it are not weighed
public record Trial(Plan plan, List<Pair> pairs, Optional<Stop> stop) {
  public Trial {
    pairs = List.copyOf(pairs);
    int planned = plan.design().timetable().pairs();
    Require.that(pairs.size() <= planned, "the plan has only " + planned + " pairs");
    if (stop.isPresent() && !pairs.isEmpty()) {
      long begun = plan.design().timetable().start(2 * pairs.size() - 2);
      Require.that(begun <= stop.get().at(), "a pair began after the plan was stopped");
    }
  }

  /// Before the first pair.
  public static Trial of(Plan plan) {
    return new Trial(plan, List.of(), Optional.empty());
  }

  /// Adds the next pair. Whether it counts is decided before the focal half is looked at; for a
  /// pair that does not count, `focal` is never asked.
  public Trial close(Surroundings around, Supplier<Focal> focal) {
    Optional<Focal> seen =
        around.voided().isPresent() ? Optional.empty() : Optional.of(focal.get());
    return new Trial(
        plan, Stream.concat(pairs.stream(), Stream.of(new Pair(around, seen))).toList(), stop);
  }

  /// Ends the plan early. A second stop changes nothing; one whose time lies before a pair that was
  /// weighed already takes that pair's beginning.
  ///
  /// @param at milliseconds since 1970 UTC
  public Trial stopped(long at, String why) {
    if (stop.isPresent()) {
      return this;
    }
    long least = pairs.isEmpty() ? at : plan.design().timetable().start(2 * pairs.size() - 2);
    return new Trial(plan, pairs, Optional.of(new Stop(Math.max(at, least), why)));
  }

  /// Whether another pair will be weighed.
  public boolean goesOn() {
    Timetable timetable = plan.design().timetable();
    int next = pairs.size();
    return next < timetable.pairs()
        && (stop.isEmpty() || timetable.start(2 * next) <= stop.get().at());
  }

  /// How much more the focal half sent in treated slots: one number for each pair, 0 for those that
  /// do not count.
  List<Long> differences() {
    return IntStream.range(0, pairs.size()).mapToObj(this::difference).toList();
  }

  private long difference(int pair) {
    long more = pairs.get(pair).focal().map(f -> f.first() - f.second()).orElse(0L);
    return plan.treats(2 * pair) ? more : -more;
  }

  /// What the pairs so far say.
  public Standing standing() {
    return Standing.of(
        differences(),
        (int) pairs.stream().filter(pair -> pair.focal().isEmpty()).count(),
        pairs.size() == plan.design().timetable().pairs());
  }

  /// The standing as evidence of family E7.
  public Evidence evidence() {
    Standing now = standing();
    int told = now.up() + now.down();
    return new Evidence(
        Family.E7,
        "pairs of slots in which the untouched half sent more while the others were put off",
        now.up(),
        told / 2.0,
        Logs.log10(now.logE()),
        plan.design().timetable().window(),
        String.format(
            Locale.ROOT,
            "in %d of %d pairs the untouched half sent more just when a coin had the others put off",
            now.up(),
            told),
        "each coin was fair and tossed beforehand; accounts of different people do not know it",
        pairs.size());
  }
}
