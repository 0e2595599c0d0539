// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import io.stillwatch.respond.Policy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The rooms as they are built: the one place where `arena`, `baselines`, `dossier` and the rest
/// are introduced.
final class House implements Rooms {
  @Override
  public ScanResult scan(ScanRequest request, Progress progress) throws IOException {
    return ScanJob.run(request, progress);
  }

  @Override
  public World write(WorldRequest request, Progress progress) throws IOException {
    return Worlds.write(request, progress);
  }

  @Override
  public Score score(Path scan, Path labels) throws IOException {
    Scoreboard board = Scoreboard.of(scan, labels);
    return new Score(board.text(), board.json());
  }

  @Override
  public String levels() {
    return Attackers.levels();
  }

  @Override
  public String baselines() {
    return Rivals.list();
  }

  @Override
  public int baseline(BaselineRequest request) throws IOException {
    return Rivals.run(request);
  }

  @Override
  public String calibrate(CalibrationRequest request) throws IOException {
    return Rivals.calibrate(request);
  }

  @Override
  public Simulated simulate(SimulationRequest request) {
    Trials trials = Trials.of(request);
    return new Simulated(trials.text(), trials.json());
  }

  @Override
  public String standardPolicy() {
    return Policy.standardText();
  }

  @Override
  public List<String> checkPolicy(Path policy) throws IOException {
    return Policies.complaints(policy);
  }

  @Override
  public Tried tryPolicy(DryRunRequest request) throws IOException {
    DryRun run = DryRun.of(request);
    return new Tried(DryRunText.of(run), DryRunJson.of(run));
  }
}
