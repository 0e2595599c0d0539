// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.pipeline.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private record Seen(long at, long tie) implements Message {}

  private final Arrivals arrivals = new Arrivals(1_000);

  private boolean takes(long horizon, long at, long id) {
    return arrivals.take(new Kept(horizon, Optional.of(new Seen(at, id)))).isPresent();
  }

  @Test
  void eachIsTakenOnceAndNoneWhoseTimeIsClosed() {
    assertThat(takes(10, 15, 1)).isTrue();
    assertThat(takes(10, 15, 1)).isFalse();
    assertThat(takes(20, 20, 2)).as("at the horizon").isFalse();
    assertThat(takes(5, 18, 3)).as("a horizon never goes back").isFalse();
    assertThat(takes(20, 21, 4)).isTrue();
    assertThat(arrivals.take(new Kept(30, Optional.empty()))).isEmpty();
    assertThat(arrivals.horizon()).isEqualTo(30);
    assertThat(arrivals.fresh()).isEqualTo(2);
    assertThat(arrivals.repeated()).isEqualTo(1);
    assertThat(arrivals.late()).isEqualTo(2);
  }

  @Test
  void whatWasKeptGoesOn() throws IOException {
    takes(10, 15, 1);
    takes(10, 5, 2);
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    arrivals.writeCounts(out);
    arrivals.writeSeen(out);
    var again = new Arrivals(1_000);
    var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    again.readCounts(in);
    again.readSeen(in);
    assertThat(again.horizon()).isEqualTo(10);
    assertThat(again.late()).isEqualTo(1);
    assertThat(again.take(new Kept(10, Optional.of(new Seen(15, 1))))).isEmpty();
    assertThat(again.repeated()).isEqualTo(1);
  }
}
