// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.arena;

import io.stillwatch.baselines.Baselines;
import io.stillwatch.baselines.Thresholds;
import io.stillwatch.baselines.method.Baseline;
import io.stillwatch.baselines.request.BadWorld;
import io.stillwatch.cli.kit.Cause;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.ingest.BadInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Asks the baselines for what a command describes.
final class Rivals {
  private Rivals() {}

  /// All baselines, with their papers and parameters.
  static String list() {
    return Baselines.all().stream().map(Rivals::card).collect(Collectors.joining("\n"));
  }

  private static String card(Baseline baseline) {
    return baseline.name()
        + "\n  looks at: "
        + baseline.looksAt()
        + "\n  source: "
        + baseline.source()
        + "\n"
        + baseline.parameters().stream()
            .map(p -> "  " + p.name() + ": " + p.value() + " (" + p.from() + ")\n")
            .collect(Collectors.joining());
  }

  /// Runs one.
  ///
  /// @return how many accounts it accuses
  /// @throws Failure when the request names what does not exist, or logs that cannot be used
  static int run(BaselineRequest request) throws IOException {
    Baseline baseline =
        Baselines.named(request.name())
            .orElseThrow(
                () ->
                    Failure.usage(
                        "no baseline is called " + request.name() + "; see arena baseline --list"));
    checkOutside(request.world(), request.out());
    double threshold =
        thresholds(request.thresholds())
            .of(request.name())
            .orElseThrow(
                () ->
                    Failure.unusable(
                        "no threshold is known for "
                            + request.name()
                            + "; find one with arena calibrate"));
    try {
      return Baselines.run(baseline, request.world(), threshold, request.out());
    } catch (BadWorld | BadInput e) {
      throw Failure.unusable(String.valueOf(e.getMessage()));
    }
  }

  /// Finds thresholds and writes them.
  ///
  /// @return what was found, as text
  static String calibrate(CalibrationRequest request) throws IOException {
    try {
      Thresholds found = Baselines.calibrate(Baselines.all(), request.worlds(), request.budget());
      found.write(request.out());
      return found.lines().entrySet().stream()
          .map(e -> String.format(Locale.ROOT, "%-20s %.6g", e.getKey(), e.getValue().threshold()))
          .collect(Collectors.joining("\n"));
    } catch (BadWorld | BadInput e) {
      throw Failure.unusable(String.valueOf(e.getMessage()));
    }
  }

  private static Thresholds thresholds(Optional<Path> file) {
    if (file.isEmpty()) {
      return Thresholds.published();
    }
    try {
      return Thresholds.read(file.get());
    } catch (IOException | RuntimeException e) { // numbers and columns break in many ways
      throw Failure.unusable(
          "--thresholds "
              + file.get()
              + " cannot be read: "
              + Cause.of(e)
              + "; see arena calibrate");
    }
  }

  private static void checkOutside(Path world, Path out) {
    if (out.toAbsolutePath().normalize().startsWith(world.toAbsolutePath().normalize())) {
      throw Failure.usage("--out is " + out + ", inside the world; name a folder outside it");
    }
  }
}
