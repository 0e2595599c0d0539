// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "scan",
        "demo",
        "arena",
        "arena write",
        "arena levels",
        "arena score",
        "arena baseline",
        "arena calibrate",
        "interventions",
        "interventions simulate",
        "policy",
        "policy show",
        "policy check",
        "policy test",
        "mark",
        "mark profiles",
        "mark keys",
        "mark config",
        "mark detect",
        "lineage",
        "lineage compare",
        "lineage study",
        "lineage probes",
        "lineage seen",
        "lineage test",
        "lab",
        "drill",
        "review",
        "tokens",
        "tokens serve",
        "version",
        "help"
      })
  void everyCommandTeachesByExample(String command) {
    Typed help = Typed.line((command + " --help").strip());

    assertThat(help.exit()).isZero();
    assertThat(help.out()).contains("Usage: stillwatch", "Example", "  stillwatch " + command);
    assertThat(help.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "scan", "demo", "arena", "interventions simulate", "policy test", "drill"})
  void helpNeedsNoHundredColumns(String command) {
    assertThat(Typed.line((command + " --help").strip()).out().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
  }

  @Test
  void theHelpCommandSaysTheSame() {
    assertThat(Typed.line("help scan").out()).isEqualTo(Typed.line("scan --help").out());
    assertThat(Typed.line("help arena write").out())
        .isEqualTo(Typed.line("arena write --help").out());
  }

  @ParameterizedTest
  @CsvSource({
    "scan logs --out o --formta otel, --format",
    "scan logs --out o --thread 2, --threads",
    "scan logs --out o --max-reject 2, --max-rejected",
    "scna logs, scan",
    "arena wirte, write",
    "help scam, scan",
  })
  void anUnknownWordSuggestsTheNearest(String line, String nearest) {
    Typed typed = Typed.line(line);

    assertThat(typed.exit()).isEqualTo(2);
    assertThat(typed.err()).contains("unknown", "did you mean " + nearest + "?").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "arena",
        "scan",
        "scan logs",
        "scan --out found",
        "scan logs --out found --fdr 1.4",
        "scan logs --out found --fdr much",
        "scan logs --out found --format csv",
        "scan logs --out found --threads 0",
        "scan logs --out pom.xml",
        "arena write --preset demo --out w --days 0",
        "arena write --preset demo --out w --rate 4",
        "demo --seed x",
        "interventions",
        "interventions simulate --pairs 0",
        "interventions simulate --accounts 3",
        "interventions simulate --runs 0",
        "interventions simulate --failover 0.1,1.5",
        "policy",
        "policy check",
        "policy test policy.toml",
        "policy test policy.toml . --days 366",
        "serve --set server.lisen=127.0.0.1:1",
        "serve --config no-such.toml",
        "config --set detect.tiem=log",
        "token",
        "token create gateway --role king",
        "token create gateway --role viewer --days 0",
        "audit",
        "audit erase acct",
        "drill --accounts 0",
        "drill --rate 0",
        "drill --out pom.xml",
      })
  void aWrongCommandLineIsOneLowerCaseLineAndExitCodeTwo(String line) {
    Typed typed = Typed.line(line);

    assertThat(typed.exit()).isEqualTo(2);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err()).hasLineCount(1).matches("stillwatch: [^A-Z].*\\R");
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    assertThat(Typed.line("version").out())
        .matches("stillwatch \\d+\\.\\d+\\.\\d+ \\(Java .*\\)\\R");
  }
}
