// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.interventions;

/// What commands ask of interventions. Tests of commands answer in their place.
public interface InterventionsJobs {
  default Simulated simulate(SimulationRequest request) {
    Trials trials = Trials.of(request);
    return new Simulated(trials.text(), trials.json());
  }
}
