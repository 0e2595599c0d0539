// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.drill;

import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.kit.Pause;
import io.stillwatch.cli.kit.Progress;
import io.stillwatch.respond.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A world's traffic played against a live server, and what came of it when.
final class Drill {
  /// Whoever is named is shut out at once: that is what a gateway shows most plainly.
  private static final String LADDER =
      """
      # The policy of a drill, and of nothing else: no delay, and no people who are asked first.

      [ladder]
      stay = "24h"
      delay-least = "0s"
      delay-most = "0s"
      bulk-more-than = 1_000_000
      four-eyes-more-than = 1_000_000
      overturned-most = 3

      """;

  private static final String RULE =
      """
      [[rule]]
      name = "drill"
      mode = "live"
      when = 'campaign.verdict == "campaign"'
      remedy = "suspend"
      at-once = true
      for = "30d"
      reason = "This account is named in a group that harvests the model under common control."
      """;

  private static final long PAUSE = 50;
  private static final long STILL = 60_000_000_000L;
  private static final String SEEN = "stillwatch_observations_";

  private final Path out;
  private final DrillTraffic traffic;

  /// @param out folder for everything that the server writes
  Drill(Path out, DrillTraffic traffic) {
    this.out = out;
    this.traffic = traffic;
  }

  /// Plays it to the end; the server is gone when this returns.
  ///
  /// @throws Failure when the server does not start, or stops
  DrillReport play(Progress progress) throws IOException {
    progress.phase("starting the server");
    Path policy = Files.writeString(out.resolve("policy.toml"), policy());
    try (var server = DrillServer.start(out, policy);
        var observer = DrillObserver.start(server.client())) {
      progress.phase("handing in");
      traffic.hand(server.client(), progress);
      progress.phase("waiting for detection");
      catchUp(server.client());
      observer.finish();
      var usage = new DrillReport.Usage(server.cpuSeconds(), server.peakBytes(), observer.behind());
      return DrillReport.of(traffic, observer, books(server.client()), usage);
    }
  }

  /// Tiers and remedies are those of the standard policy.
  private static String policy() {
    String standard = Policy.standardText();
    return LADDER
        + standard.substring(standard.indexOf("[remedies]"), standard.indexOf("# Rules."))
        + RULE;
  }

  /// @throws Failure when detection stands still
  private static void catchUp(DrillClient server) {
    long behind = behind(server);
    for (long moved = System.nanoTime(); behind > 0; Pause.of(PAUSE)) {
      long now = behind(server);
      moved = now == behind ? moved : System.nanoTime();
      behind = now;
      if (System.nanoTime() - moved > STILL) {
        throw Failure.failed(
            "detection has stood still for a minute, %,d records behind; serve.log may say why"
                .formatted(behind));
      }
    }
  }

  private static long behind(DrillClient server) {
    return server.get("/health/ready").path("behind").asLong();
  }

  private DrillReport.Books books(DrillClient server) {
    return new DrillReport.Books(
        traffic.entries(),
        server.figure(SEEN + "seen_total"),
        server.figure(SEEN + "repeated_total"),
        server.figure(SEEN + "late_total"),
        traffic.rejected());
  }
}
