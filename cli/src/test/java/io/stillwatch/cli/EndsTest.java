// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.cli.arena.WorldRequest;
import io.stillwatch.cli.kit.Cause;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.scan.ScanRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

class EndsTest {
  private final FakeRooms rooms = new FakeRooms();

  private Typed scanThatEndsWith(Throwable failure, String more) {
    rooms.failure = failure;
    return Typed.on(rooms, "scan logs --out found" + more);
  }

  @Test
  void anUnusableInputIsExitCodeThree() {
    Typed typed = scanThatEndsWith(Failure.unusable("logs holds no log file"), "");

    assertThat(typed.exit()).isEqualTo(3);
    assertThat(typed.err()).isEqualToNormalizingNewlines("stillwatch: logs holds no log file\n");
  }

  @Test
  void tooManyRejectedLinesAreExitCodeFour() {
    assertThat(scanThatEndsWith(Failure.rejected("12% of lines rejected"), "").exit()).isEqualTo(4);
  }

  @Test
  void anUnforeseenFailureIsOneLineThatSaysWhereTheDetailsAre() throws IOException {
    Typed typed = scanThatEndsWith(new IllegalStateException("window is empty"), "");

    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.err())
        .contains("IllegalStateException at", "EndsTest", "details in")
        .hasLineCount(1);
    assertThat(takeDetails(typed)).contains("at io.stillwatch");
  }

  /// What the file of details holds; it is gone then.
  private static String takeDetails(Typed typed) throws IOException {
    Path details = Path.of(typed.err().replaceFirst("(?s).*details in (\\S+),.*", "$1"));
    String text = Files.readString(details);
    Files.delete(details);
    return text;
  }

  @Test
  void noMessageOfAnUnforeseenFailureIsRepeatedForItMayHoldAPrompt() throws IOException {
    String prompt = "my landlord reads my letters";
    var inner = new IllegalArgumentException("unexpected token: " + prompt);
    inner.addSuppressed(new IOException("closing after: " + prompt));
    inner.addSuppressed(new IllegalStateException(prompt, inner));
    for (Throwable failure :
        List.of(new IllegalStateException(prompt, inner), new AssertionError(prompt, inner))) {
      Typed typed = scanThatEndsWith(failure, "");
      assertThat(typed.exit()).isEqualTo(1);
      assertThat(typed.err())
          .contains(failure.getClass().getName(), "at io.stillwatch")
          .doesNotContain("landlord")
          .hasLineCount(1);
      assertThat(takeDetails(typed))
          .contains("Caused by: java.lang.IllegalArgumentException")
          .contains("Suppressed: java.io.IOException", "\tat io.stillwatch")
          .doesNotContain("landlord");

      Typed debugged = scanThatEndsWith(failure, " --debug");
      assertThat(debugged.err()).contains("Caused by").doesNotContain("landlord");
      assertThat(debugged.out()).doesNotContain("landlord");
    }
  }

  @Test
  void aFileThatFailsIsNamedWithoutItsTrace(@TempDir Path folder) throws IOException {
    Typed typed =
        Typed.on(rooms, "registry build %s --out p --seed-key %s/gone".formatted(folder, folder));

    assertThat(typed.err()).contains("gone does not exist").hasLineCount(1);
    takeDetails(typed);
  }

  @Test
  void brokenJsonIsToldByItsPlaceAndNotByItsWords() {
    var broken =
        assertThatThrownBy(() -> new ObjectMapper().readTree("{\n  \"prompt\": landlord}"))
            .hasMessageContaining("landlord")
            .actual();

    assertThat(Cause.of(broken)).startsWith("broken JSON in line 2, column");
  }

  @Test
  void debugShowsTheStackTrace() {
    assertThat(scanThatEndsWith(new IllegalStateException("window is empty"), " --debug").err())
        .contains("at io.stillwatch")
        .doesNotContain("details in");
  }

  @Test
  void aMissingLogIsNamed() {
    Typed typed = Typed.really("scan no-such-folder --out found");

    assertThat(typed.exit()).isEqualTo(3);
    assertThat(typed.err()).contains("no-such-folder").hasLineCount(1);
  }

  @Test
  void theDemoMakesAWorldScansItAndTellsTheTruth(@TempDir Path folder) {
    Typed typed = Typed.on(rooms, "demo --seed 7 --out " + folder);

    assertThat(typed.exit()).isZero();
    assertThat(typed.out())
        .contains("no campaign found", "known truth", "all found", "report.html");
    assertThat(((WorldRequest) rooms.asked.getFirst()).seed()).isEqualTo(7);
    assertThat(((ScanRequest) rooms.asked.get(1)).inputs())
        .containsExactly(folder.resolve("world", "logs"));
  }

  @Test
  void theDemoKeepsOutOfAFolderThatIsNotItsOwn(@TempDir Path folder) throws IOException {
    Files.createFile(folder.resolve("thesis.tex"));

    Typed typed = Typed.on(rooms, "demo --out " + folder);

    assertThat(typed.exit()).isEqualTo(2);
    assertThat(typed.err()).contains("thesis.tex");
    assertThat(rooms.asked).isEmpty();
  }

  @Test
  void aScoreIsPrintedForPeopleOrPrograms(@TempDir Path folder) {
    String line = "arena score " + folder + " " + folder;

    assertThat(Typed.on(rooms, line).out()).startsWith("all found");
    assertThat(Typed.on(rooms, line + " --json").out()).startsWith("{");
  }
}
