// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What the commands need of the other rooms. Production is [House]; tests of the commands bring
/// their own.
interface Rooms {
  ScanResult scan(ScanRequest request, Progress progress) throws IOException;

  World write(WorldRequest request, Progress progress) throws IOException;

  Score score(Path scan, Path labels) throws IOException;

  String levels();

  String baselines();

  int baseline(BaselineRequest request) throws IOException;

  String calibrate(CalibrationRequest request) throws IOException;

  Simulated simulate(SimulationRequest request);

  /// The policy that is in force when nobody wrote one.
  String standardPolicy();

  /// Everything that is wrong with a policy file.
  List<String> checkPolicy(Path policy) throws IOException;

  Tried tryPolicy(DryRunRequest request) throws IOException;
}
