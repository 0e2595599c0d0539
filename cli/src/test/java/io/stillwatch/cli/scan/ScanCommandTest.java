// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.FakeRooms;
import io.stillwatch.cli.Typed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScanCommandTest {
  private final FakeRooms rooms = new FakeRooms();

  private ScanRequest request() {
    return (ScanRequest) rooms.asked.getFirst();
  }

  @Test
  void aPlainScanTakesEveryDefault() {
    Typed typed = Typed.on(rooms, "scan logs --out found");

    assertThat(typed.exit()).isZero();
    assertThat(request()).isEqualTo(ScanRequest.of(List.of(Path.of("logs")), Path.of("found")));
    assertThat(typed.out()).contains("no campaign found", "report.html");
  }

  @Test
  void optionsReachTheRequest() {
    Typed.on(
        rooms,
        "scan a b --accounts s1 --accounts s2 --format litellm --prices p --max-rejected 5%"
            + " --fdr 0.001 --threads 3 --out found");

    assertThat(request().inputs()).containsExactly(Path.of("a"), Path.of("b"));
    assertThat(request().accounts()).containsExactly(Path.of("s1"), Path.of("s2"));
    assertThat(request().format()).isEqualTo(LogFormat.LITELLM);
    assertThat(request().prices()).contains(Path.of("p"));
    assertThat(request().maxRejected()).isEqualTo(0.05);
    assertThat(request().fdr()).isEqualTo(0.001);
    assertThat(request().threads()).isEqualTo(3);
  }

  @Test
  void theEnvironmentFillsInAndTheCommandLineWins() {
    var environment = Map.of("STILLWATCH_SCAN_MAX_REJECTED", "20%", "STILLWATCH_SCAN_THREADS", "7");

    Typed.on(rooms, environment, false, "scan logs --out found --threads 2");

    assertThat(request().maxRejected()).isEqualTo(0.2);
    assertThat(request().threads()).isEqualTo(2);
  }

  @Test
  void jsonIsAllThatIsPrinted() {
    assertThat(Typed.on(rooms, "scan logs --out found --json").out())
        .isEqualToNormalizingNewlines("{\"campaigns\":[]}\n");
  }

  @Test
  void quietPrintsNothing() {
    Typed typed = Typed.on(rooms, Map.of(), true, "scan logs --out found --quiet");

    assertThat(typed.out() + typed.err()).isEmpty();
  }

  @Test
  void progressShowsOnATerminalOnly() {
    assertThat(Typed.on(rooms, Map.of(), true, "scan logs --out found").err())
        .contains("reading logs")
        .endsWith("\r\u001b[K");
    assertThat(Typed.on(rooms, "scan logs --out found").err()).isEmpty();
  }

  @Test
  void aSwitchGivenTwiceStaysOn() {
    var environment = Map.of("STILLWATCH_SCAN_QUIET", "true");

    assertThat(Typed.on(rooms, environment, false, "scan logs --out found").out()).isEmpty();
    assertThat(Typed.on(rooms, environment, false, "scan logs --out found --quiet").out())
        .isEmpty();
  }
}
