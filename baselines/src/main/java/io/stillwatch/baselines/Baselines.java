// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines;

import io.stillwatch.baselines.method.Baseline;
import io.stillwatch.baselines.method.Catalogue;
import io.stillwatch.baselines.method.Study;
import io.stillwatch.baselines.method.Suspicion;
import io.stillwatch.baselines.request.BadWorld;
import io.stillwatch.baselines.request.Logs;
import io.stillwatch.baselines.request.Roster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The door of this module: runs baselines on worlds, and finds where to draw their lines.
public final class Baselines {
  private Baselines() {}

  /// Every baseline, from the plainest on.
  public static List<Baseline> all() {
    return Catalogue.all();
  }

  /// The baseline of this name.
  public static Optional<Baseline> named(String name) {
    return all().stream().filter(b -> b.name().equals(name)).findFirst();
  }

  /// Runs a baseline over the logs of a world and writes what it says.
  ///
  /// @param world a folder of logs in the order of time; its labels are not read
  /// @param threshold accounts that score above it are accused
  /// @param out folder for `accounts.csv` and `campaigns.jsonl`; made when missing
  /// @return how many accounts are accused
  /// @throws BadWorld when the logs cannot be used
  /// @throws IOException when a disk fails
  public static int run(Baseline baseline, Path world, double threshold, Path out)
      throws IOException {
    Study study = baseline.begin();
    Roster roster = Logs.read(world, study::take);
    Suspicion suspicion = study.conclude(roster);
    return new Findings(baseline.name(), roster, suspicion, threshold).write(out);
  }

  /// Finds the lowest threshold of each baseline at which it accuses at most a share of the
  /// accounts of worlds in which nobody is hostile. One pass over the logs for all baselines.
  ///
  /// @param honest folders of logs in which every account is honest
  /// @param budget share of their accounts, all worlds together, that may be accused; 0 to 1
  /// @throws BadWorld when the logs cannot be used
  /// @throws IOException when a disk fails
  public static Thresholds calibrate(List<Baseline> baselines, List<Path> honest, double budget)
      throws IOException {
    var calibration = new Calibration(baselines, budget);
    for (Path world : honest) {
      calibration.learn(world);
    }
    return calibration.thresholds();
  }
}
