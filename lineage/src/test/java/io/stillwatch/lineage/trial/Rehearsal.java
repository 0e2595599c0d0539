// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import io.stillwatch.lineage.lab.Bench;
import io.stillwatch.lineage.lab.Curve;
import io.stillwatch.lineage.lab.Lab;
import io.stillwatch.lineage.lab.LabServer;
import io.stillwatch.lineage.lab.Learner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// A student of the laboratory behind real HTTP, and the test of it. Pauses take no time.
record Rehearsal(Path folder) {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

  private static final class Once {
    private static final Lab LAB = Lab.of(Lab.ownText(4_000, 1));
  }

  static Lab lab() {
    return Once.LAB;
  }

  static Rehearsal of(Path folder, double exposure) throws IOException {
    var setting = new Curve.Setting(Learner.NGRAM, new Lab.Size(2, 150, 60, 30, 150));
    Bench.make(lab(), setting, exposure, 5).write(folder);
    return new Rehearsal(folder);
  }

  Rehearsal with(String setting, String instead) throws IOException {
    Path plan = folder.resolve("plan.toml");
    String text = Files.readString(plan);
    if (!text.contains(setting)) {
      throw new IllegalArgumentException("no such setting: " + setting);
    }
    Files.writeString(plan, text.replace(setting, instead));
    return this;
  }

  LabServer serve(boolean proxy, boolean tellsChances) throws IOException {
    return LabServer.start(0, Bench.load(folder, proxy, tellsChances));
  }

  Plan plan() throws IOException {
    return Plan.read(folder.resolve("plan.toml"));
  }

  Path evidence() {
    return folder.resolve("evidence.jsonl");
  }

  Endpoint endpoint(String address) throws IOException {
    return new Endpoint(URI.create(address), Optional.of("sk-secret"), plan(), CLOCK, length -> {});
  }

  Verdict run(Suspect suspect) throws IOException, InterruptedException {
    Plan plan = plan();
    return new Trial(plan, CLOCK).run(suspect, "the suspect", evidence(), plan.commitment());
  }
}
