// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The machine's clock is set back and set forward while the server runs.
class ClockTest {
  private static final Instant NOON = Instant.parse("2026-03-20T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;
  private volatile Instant now = NOON;
  private int ids;

  private String exchange(Instant at) {
    return "{\"ts\":\"%s\",\"request_id\":\"c%d\",\"account_id\":\"a\"}".formatted(at, ++ids);
  }

  @Test
  void timeNeverGoesBackAndEachExchangeIsTakenRefusedOrCounted() throws Exception {
    InstantSource clock = () -> now;
    Map<String, String> settings = Map.of("detect.time", "wall", "detect.save-every", "1s");
    try (Running running = Running.start(folder, settings, clock)) {
      running.hand(List.of(exchange(NOON)));
      double noon = horizon(running);
      assertThat(noon).isEqualTo(NOON.getEpochSecond() - 120.0);

      now = NOON.minus(HOUR);
      assertThat(refused(running, exchange(NOON))).isTrue();
      running.hand(List.of(exchange(now)));
      assertThat(horizon(running)).as("an hour back").isEqualTo(noon);
      assertThat(running.figure("stillwatch_observations_late_total")).isEqualTo(1);

      now = NOON.plus(HOUR);
      running.hand(List.of(exchange(now), exchange(NOON)));
      assertThat(horizon(running)).as("two hours on").isEqualTo(noon + HOUR.toSeconds());
      assertThat(running.figure("stillwatch_observations_late_total")).isEqualTo(2);

      now = NOON.plus(HOUR).plusSeconds(1);
      running.hand(List.of(exchange(now.minusSeconds(121)), exchange(now)));
      assertThat(horizon(running)).isEqualTo(noon + HOUR.toSeconds() + 1);
      assertThat(running.figure("stillwatch_observations_late_total")).isEqualTo(3);
      assertThat(running.figure("stillwatch_observations_seen_total")).isEqualTo(3);
      assertThat(running.ready().path("detection").asBoolean()).isTrue();
    }
  }

  private static double horizon(Running running) throws Exception {
    running.caughtUp();
    return running.figure("stillwatch_detection_horizon_seconds");
  }

  private static boolean refused(Running running, String line) throws Exception {
    var said = running.caller.call(running.admin, "POST /v1/exchanges", "/v1/exchanges", line);
    return said.text().contains("\"future-date\"") && said.json().path("taken").asInt() == 0;
  }
}
