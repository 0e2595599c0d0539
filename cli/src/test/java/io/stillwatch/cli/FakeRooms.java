// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import io.stillwatch.cli.arena.BaselineRequest;
import io.stillwatch.cli.arena.CalibrationRequest;
import io.stillwatch.cli.arena.Score;
import io.stillwatch.cli.arena.World;
import io.stillwatch.cli.arena.WorldRequest;
import io.stillwatch.cli.interventions.Simulated;
import io.stillwatch.cli.interventions.SimulationRequest;
import io.stillwatch.cli.kit.Progress;
import io.stillwatch.cli.policy.DryRunRequest;
import io.stillwatch.cli.policy.Tried;
import io.stillwatch.cli.scan.ScanRequest;
import io.stillwatch.cli.scan.ScanResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rooms that remember what they were asked and do nothing, or fail as told.
public final class FakeRooms implements Rooms {
  public final List<Object> asked = new ArrayList<>();
  @Nullable Throwable failure;

  @Override
  public ScanResult scan(ScanRequest request, Progress progress) {
    note(request);
    progress.phase("reading logs");
    progress.update(1, 2, 3);
    return new ScanResult() {
      @Override
      public String summary(boolean colour, int width) {
        return "no campaign found";
      }

      @Override
      public String json() {
        return "{\"campaigns\":[]}\n";
      }

      @Override
      public Path report() {
        return request.out().resolve("report.html");
      }
    };
  }

  @Override
  public World write(WorldRequest request, Progress progress) {
    note(request);
    Path out = request.out();
    return new World(List.of(out.resolve("logs")), out.resolve("labels"), 12, List.of());
  }

  @Override
  public Score score(Path scan, Path labels) {
    note(scan);
    return new Score("all found", "{\"recall\":1.0}");
  }

  @Override
  public String levels() {
    return "R0";
  }

  @Override
  public String baselines() {
    return "volume";
  }

  @Override
  public int baseline(BaselineRequest request) {
    note(request);
    return 3;
  }

  @Override
  public String calibrate(CalibrationRequest request) {
    note(request);
    return "volume 12";
  }

  @Override
  public Simulated simulate(SimulationRequest request) {
    note(request);
    return new Simulated("found after 20 pairs", "{\"pairs\":20}");
  }

  @Override
  public String standardPolicy() {
    return "[ladder]\n";
  }

  @Override
  public List<String> checkPolicy(Path policy) {
    note(policy);
    return List.of("line 3: rule x lacks when");
  }

  @Override
  public Tried tryPolicy(DryRunRequest request) {
    note(request);
    return new Tried("nobody", "{\"accounts\":[]}");
  }

  private void note(Object request) {
    asked.add(request);
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalArgumentException(failure);
    }
  }
}
