// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.interventions;

import java.util.List;

/// Which interventions to simulate.
///
/// @param accounts size of the tested group
/// @param pairs length of each plan
/// @param failover one campaign for each, shares from 0 to 1
/// @param runs plans for each kind of traffic
/// @param seed which ones
public record SimulationRequest(
    int accounts, int pairs, List<Double> failover, int runs, long seed) {
  public SimulationRequest {
    failover = List.copyOf(failover);
  }
}
