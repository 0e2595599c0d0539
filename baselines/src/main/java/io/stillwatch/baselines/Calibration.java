// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines;

import io.stillwatch.baselines.method.Baseline;
import io.stillwatch.baselines.method.Study;
import io.stillwatch.baselines.request.Logs;
import io.stillwatch.baselines.request.Roster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Scores of honest accounts, and the lines that they draw.
final class Calibration {
  private final List<Baseline> baselines;
  private final double budget;
  private final Map<String, List<Double>> scores = new TreeMap<>();
  private long accounts;

  Calibration(List<Baseline> baselines, double budget) {
    this.baselines = List.copyOf(baselines);
    this.budget = budget;
  }

  /// Runs all baselines over one honest world.
  void learn(Path world) throws IOException {
    List<Study> studies = baselines.stream().map(Baseline::begin).toList();
    Roster roster = Logs.read(world, request -> studies.forEach(study -> study.take(request)));
    accounts += roster.size();
    for (int i = 0; i < studies.size(); i++) {
      List<Double> of = scores.computeIfAbsent(baselines.get(i).name(), _ -> new ArrayList<>());
      studies.get(i).conclude(roster).of().values().forEach(suspect -> of.add(suspect.score()));
    }
  }

  Thresholds thresholds() {
    Map<String, Thresholds.Line> lines = new TreeMap<>();
    scores.forEach(
        (name, of) ->
            lines.put(
                name, new Thresholds.Line(threshold(of, accounts, budget), budget, accounts)));
    return new Thresholds(lines);
  }

  /// The highest score that may no longer be accused. Accounts without a score are never accused.
  static double threshold(List<Double> scores, long accounts, double budget) {
    int allowed = (int) (budget * accounts);
    List<Double> falling = scores.stream().sorted(Comparator.reverseOrder()).toList();
    return allowed < falling.size() ? falling.get(allowed) : 0;
  }
}
