// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MainTest {
  @Test
  void aProgramMayRunACommandAndGoOn() {
    StringWriter said = new StringWriter();

    assertThat(Main.run(said, "version")).isZero();
    assertThat(said.toString()).startsWith("stillwatch ");
  }

  @Test
  void whatWentWrongIsSaidToTheProgram() {
    StringWriter said = new StringWriter();

    assertThat(Main.run(said, "scan")).isEqualTo(2);
    assertThat(said.toString()).startsWith("stillwatch: ");
  }
}
