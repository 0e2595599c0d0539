// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final AtomicLong clock = new AtomicLong();
  private final StringWriter shown = new StringWriter();

  private ProgressLine line(int width) {
    return new ProgressLine(new PrintWriter(shown, true), width, clock::get);
  }

  @Test
  void aLineSaysHowFarHowFastAndHowLong() {
    assertThat(ProgressLine.line("reading logs", 25, 100, 1_240_000, 4))
        .isEqualTo("reading logs   25%   1.2M exchanges   310k/s   12 s left");
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    assertThat(ProgressLine.line("sorting", 0, 0, 0, 9)).isEqualTo("sorting");
    assertThat(ProgressLine.line("reading", 5, 10, 900, 0.5))
        .isEqualTo("reading   50%   900 exchanges");
    assertThat(ProgressLine.line("reading", 10, 10, 0, 5)).isEqualTo("reading   100%");
  }

  @Test
  void longWaitsAreInMinutes() {
    assertThat(ProgressLine.line("reading", 1, 31, 0, 10)).endsWith("5 min left");
  }

  @Test
  void manyUpdatesDrawTenTimesASecond() {
    try (var line = line(80)) {
      line.phase("reading");
      for (int i = 0; i < 1_000; i++) {
        clock.addAndGet(1_000_000);
        line.update(i, 1_000, i);
      }
    }

    assertThat(shown.toString().split("\r")).hasSizeBetween(10, 14);
  }

  @Test
  void aNarrowTerminalGetsOneLineAllTheSame() {
    try (var line = line(12)) {
      line.phase("a phase with a long name");
    }

    assertThat(shown.toString()).contains("a phase wit").doesNotContain("a phase with");
  }
}
