// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeenTest {
  @Test
  void anIdIsNewOnce() {
    var seen = new Seen(10);

    assertThat(seen.add(0)).isTrue();
    assertThat(seen.add(0)).isFalse();
  }

  @Test
  void anIdIsKnownForAGenerationAndForgottenAfterTwo() {
    var seen = new Seen(10);
    LongStream.range(0, 15).forEach(seen::add);
    assertThat(seen.add(0)).isFalse();
    LongStream.range(15, 20).forEach(seen::add);

    assertThat(seen.add(0)).isTrue();
    assertThat(seen.add(19)).isFalse();
  }

  @Test
  void whatIsWrittenIsReadBackWithBothGenerations() throws IOException {
    var seen = new Seen(10);
    LongStream.range(0, 15).forEach(seen::add);
    var bytes = new ByteArrayOutputStream();
    seen.write(new DataOutputStream(bytes));

    var again = new Seen(10);
    again.add(99);
    again.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

    assertThat(again.add(0)).isFalse();
    assertThat(again.add(14)).isFalse();
    assertThat(again.add(99)).isTrue();
  }
}
