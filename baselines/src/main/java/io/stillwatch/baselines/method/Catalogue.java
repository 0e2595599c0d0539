// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import java.util.List;

/// Every baseline there is.
public final class Catalogue {
  private Catalogue() {}

  /// From the plainest on.
  public static List<Baseline> all() {
    return List.of(
        new Volume(),
        new NoRampUp(),
        new Prada(),
        new Seat(),
        new Mmd(),
        new IsolationForest(),
        new EvilCohort(),
        new SynchroTrap(),
        new CatchSync(),
        new Fraudar(),
        new MinHashLsh(),
        new StreamClusters());
  }
}
