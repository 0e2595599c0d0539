// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.arena.spec.CampaignSpec;
import io.stillwatch.arena.spec.Split;
import io.stillwatch.arena.spec.WorldSpec;
import io.stillwatch.model.Finding;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.runtime.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Worlds of the arena, small enough to be gone through many times.
enum SmallWorld {
  /// The demonstration: a careless campaign and one that takes care.
  DEMO,
  /// Grading, relayed and covered harvest among everybody.
  STANDARD,
  /// Nobody hostile, and many who look as if they were.
  HARD_HONEST;

  private static final long SEED = 1;
  private static final int DAYS = 2;
  private static final int ACCOUNTS = 240;
  private static final Map<SmallWorld, Run> RUNS = new EnumMap<>(SmallWorld.class);

  WorldSpec spec() {
    WorldSpec whole =
        WorldSpec.preset(name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), SEED);
    WorldSpec hostile = this == STANDARD ? whole.withCampaigns(three()) : whole;
    return hostile.withPopulation(whole.population().of(ACCOUNTS)).withDays(DAYS);
  }

  private static List<CampaignSpec> three() {
    return Stream.of("judge-loop", "relay", "mixed-cover")
        .map(name -> CampaignSpec.preset(name, 50, Split.DEVELOPMENT, SEED))
        .toList();
  }

  /// Its log, and what the engine finds in it with one thread.
  ///
  /// @param observations signups first, then exchanges in the arena's order
  /// @param expected all findings, in their order
  record Run(List<Message> observations, List<Finding> expected) {}

  /// Made once for all tests of this process.
  Run run() throws IOException {
    synchronized (RUNS) {
      Run run = RUNS.get(this);
      if (run == null) {
        List<Message> observations = observations();
        run = new Run(observations, World.embedded(observations, 1, Engine.Mode.FAST));
        RUNS.put(this, run);
      }
      return run;
    }
  }

  private List<Message> observations() throws IOException {
    Path folder = Files.createTempDirectory("world");
    try {
      return World.of(spec(), folder).observations();
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
