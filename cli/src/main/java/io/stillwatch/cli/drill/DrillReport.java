// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.drill;

import io.stillwatch.cli.drill.DrillObserver.Decided;
import io.stillwatch.cli.drill.DrillObserver.Sight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What a drill measured; docs/drill.md describes it. What is not known is null in JSON.
///
/// @param campaigns the true ones
/// @param wall of all judgements that decided something
record DrillReport(
    Load load, Books books, List<Caught> campaigns, Wall wall, Usage server, Honest honest) {
  private static final double HOUR = 3_600_000;
  private static final double MILLI = 1e6;

  /// @param days of event time
  record Load(long exchanges, double days, double seconds, double exchangesPerSecond) {}

  /// @param acknowledged accounts and exchanges that the server said it took
  /// @param seen those of them that detection saw
  record Books(long acknowledged, long seen, long repeated, long late, long rejected) {}

  /// @param named accounts that got a remedy above `watch` at any time
  /// @param first what happened when the first of them got one; absent when none did
  record Caught(String campaign, int accounts, int named, Optional<First> first) {}

  /// @param hours event time from the campaign's first exchange to the judgement that named it
  /// @param takenBeforeDetection share of its exchanges dated before that judgement
  /// @param takenBeforeRemedy share of its exchanges dated before the first remedy's time
  /// @param shownMillis wall time from the acknowledgement of the exchange with which the
  ///   judgement's time was up until the API showed it
  /// @param enforcedMillis likewise, until a gateway was told to refuse
  record First(
      double hours,
      double takenBeforeDetection,
      double takenBeforeRemedy,
      OptionalDouble shownMillis,
      OptionalDouble enforcedMillis) {}

  record Wall(Spread shownMillis, Spread enforcedMillis) {}

  record Spread(int count, OptionalDouble p50, OptionalDouble p99) {
    static Spread of(List<Double> values) {
      List<Double> sorted = values.stream().sorted().toList();
      return new Spread(sorted.size(), rank(sorted, 0.5), rank(sorted, 0.99));
    }

    private static OptionalDouble rank(List<Double> sorted, double share) {
      int at = (int) Math.ceil(share * sorted.size()) - 1;
      return at < 0 ? OptionalDouble.empty() : OptionalDouble.of(sorted.get(at));
    }
  }

  /// @param behindMost records that waited for detection
  record Usage(double cpuSeconds, OptionalLong peakBytes, long behindMost) {}

  /// @param aboveWatch those of them that got a live remedy above `watch` at any time
  record Honest(int accounts, int aboveWatch) {}

  static DrillReport of(DrillTraffic traffic, DrillObserver observer, Books books, Usage usage) {
    var campaigns = new ArrayList<Caught>();
    traffic.times().forEach((id, times) -> campaigns.add(caught(id, times, traffic, observer)));
    return new DrillReport(
        traffic.load(),
        books,
        List.copyOf(campaigns),
        new Wall(
            spread(observer, sight -> shown(sight, traffic)),
            spread(observer, sight -> enforced(sight, traffic))),
        usage,
        new Honest(traffic.accounts(""), named("", traffic, observer)));
  }

  private static Caught caught(
      String id, List<Long> times, DrillTraffic traffic, DrillObserver observer) {
    Optional<Decided> first =
        observer.decisions().stream()
            .filter(one -> traffic.campaign(one.account()).equals(id))
            .min(Comparator.comparingLong(Decided::at).thenComparing(Decided::campaign));
    return new Caught(
        id,
        traffic.accounts(id),
        named(id, traffic, observer),
        first.map(one -> first(one, times, traffic, observer)));
  }

  private static First first(
      Decided one, List<Long> times, DrillTraffic traffic, DrillObserver observer) {
    Optional<Sight> sight =
        observer.sights().stream()
            .filter(s -> s.decided().at() == one.at())
            .filter(s -> s.decided().campaign().equals(one.campaign()))
            .findFirst();
    return new First(
        times.isEmpty() ? 0 : (one.at() - times.getFirst()) / HOUR,
        before(times, one.at()),
        before(times, one.from()),
        sight.map(s -> shown(s, traffic)).orElse(OptionalDouble.empty()),
        sight.map(s -> enforced(s, traffic)).orElse(OptionalDouble.empty()));
  }

  private static double before(List<Long> times, long at) {
    return times.isEmpty()
        ? 0
        : times.stream().filter(time -> time < at).count() / (double) times.size();
  }

  private static int named(String campaign, DrillTraffic traffic, DrillObserver observer) {
    var accounts = new TreeSet<String>();
    observer.decisions().forEach(one -> accounts.add(one.account()));
    return (int) accounts.stream().filter(a -> traffic.campaign(a).equals(campaign)).count();
  }

  private static Spread spread(DrillObserver observer, Function<Sight, OptionalDouble> millis) {
    return Spread.of(
        observer.sights().stream().map(millis).flatMap(m -> m.stream().boxed()).toList());
  }

  private static OptionalDouble shown(Sight sight, DrillTraffic traffic) {
    return millis(OptionalLong.of(sight.shown()), traffic.closing(sight.decided().at()));
  }

  private static OptionalDouble enforced(Sight sight, DrillTraffic traffic) {
    return millis(sight.enforced(), traffic.closing(sight.decided().at()));
  }

  /// Nothing, where it was there before the acknowledgement arrived.
  private static OptionalDouble millis(OptionalLong seen, OptionalLong closing) {
    return seen.isPresent() && closing.isPresent()
        ? OptionalDouble.of(Math.max(0, (seen.getAsLong() - closing.getAsLong()) / MILLI))
        : OptionalDouble.empty();
  }

  String json() {
    return JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsString(this)
        + "\n";
  }
}
