// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.interventions;

import io.stillwatch.interventions.Forecast;
import io.stillwatch.interventions.Forecast.Power;
import io.stillwatch.interventions.Forecast.Tail;
import io.stillwatch.interventions.Simulation;
import io.stillwatch.interventions.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Simulated interventions as a table and as JSON. The first forecast is that of honest traffic.
record Trials(SimulationRequest request, List<Forecast> forecasts) {
  private static final String NAME = "%-22s";
  private static final String BAR = "%-22s%8s%10s%10s%n";

  Trials {
    forecasts = List.copyOf(forecasts);
  }

  static Trials of(SimulationRequest request) {
    var simulation =
        new Simulation(request.accounts(), request.pairs(), request.runs(), request.seed());
    var forecasts = new ArrayList<Forecast>();
    forecasts.add(simulation.of(new Traffic.Honest()));
    request.failover().forEach(share -> forecasts.add(simulation.of(new Traffic.Campaign(share))));
    return new Trials(request, forecasts);
  }

  String text() {
    var text = new StringBuilder();
    text.append(
        line(
            "%,d accounts, %,d pairs of ten-minute slots in %.1f days; %,d runs of each kind, seed"
                + " %d.%n%n",
            request.accounts(),
            request.pairs(),
            request.pairs() * 10 / 24.0,
            request.runs(),
            request.seed()));
    text.append(evidence()).append(honest()).append(cost());
    return text.toString();
  }

  private String evidence() {
    var text = new StringBuilder("Evidence: log10 e after so many pairs, median of all runs\n");
    text.append(line(NAME, "traffic"));
    List<Power> steps = forecasts.getFirst().power();
    steps.forEach(step -> text.append(line("%8d", step.pairs())));
    text.append(line("%14s%10s%10s%n", "8 in 10 runs", "e >= 100", "exact p"));
    for (var forecast : forecasts) {
      text.append(line(NAME, name(forecast.traffic())));
      forecast.power().forEach(step -> text.append(line("%8s", tenths(step.median()))));
      Power end = forecast.power().getLast();
      text.append(
          line(
              "%14s%10s%10s%n",
              tenths(end.low()) + " to " + tenths(end.high()),
              percent(end.found(), 0),
              small(forecast.sumP().orElse(forecast.signP()))));
    }
    return text.append('\n').toString();
  }

  private String honest() {
    var text = new StringBuilder("Honest groups: share of runs in which e ever reached a bar\n");
    text.append(line(BAR, "bar", "seen", "at most", "allowed"));
    for (Tail tail : forecasts.getFirst().tails()) {
      text.append(
          line(
              BAR,
              line("e >= %,.0f", tail.bar()),
              percent(tail.share(), 2),
              percent(tail.atMost(), 2),
              percent(1 / tail.bar(), 2)));
    }
    text.append("At most: with 95% confidence. Above what is allowed, more --runs would tell.\n");
    return text.append('\n').toString();
  }

  private String cost() {
    var text = new StringBuilder("Customers: share of requests put off, to be sent again later\n");
    text.append(
        line(
            NAME + "%12s%14s%14s%14s%n",
            "traffic",
            "service",
            "group",
            "worst account",
            "pairs void"));
    for (var forecast : forecasts) {
      text.append(
          line(
              NAME + "%12s%14s%14s%14s%n",
              name(forecast.traffic()),
              percent(forecast.touched().service(), 3),
              percent(forecast.touched().group(), 2),
              percent(forecast.touched().worst(), 2),
              percent(forecast.voided(), 1)));
    }
    return text.toString();
  }

  static String name(Traffic traffic) {
    return switch (traffic) {
      case Traffic.Honest() -> "honest";
      case Traffic.Campaign(double share) -> "campaign, " + percent(share, 0) + " moves";
    };
  }

  private static String percent(double share, int digits) {
    return line("%." + digits + "f%%", 100 * share);
  }

  /// Never a zero with a sign.
  private static String tenths(double decades) {
    return line("%.1f", Math.round(10 * decades) / 10.0);
  }

  private static String small(double p) {
    return p < 0.001 ? line("%.0e", p) : line("%.3f", p);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format.replace("%n", "\n"), values);
  }

  String json() {
    return TrialsJson.of(this);
  }
}
