// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.Typed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scans that go on where the last one ended.
class ScanStateTest {
  @TempDir Path folder;

  private final List<String> lines = new ArrayList<>();

  @BeforeEach
  void aWorldWithACampaign() throws IOException {
    Typed.really(
        "arena write --preset demo --seed 5 --accounts 400 --days 4 --out " + folder.resolve("w"));
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve("w/exchanges.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
      in.lines().forEach(lines::add);
    }
  }

  private Typed scan(String name, int from, int to, String more) throws IOException {
    Path log = folder.resolve(name + ".jsonl");
    Files.write(log, lines.subList(from, to));
    Typed typed =
        Typed.really(
            "scan %s --accounts %s --out %s %s"
                .formatted(log, folder.resolve("w/accounts.jsonl"), folder.resolve(name), more));
    assertThat(typed.exit()).as(typed.err()).isZero();
    return typed;
  }

  private String campaigns(String name) throws IOException {
    return Files.readString(folder.resolve(name).resolve("campaigns.jsonl"));
  }

  @Test
  void dayAfterDayGivesWhatOneScanOverEverythingGives() throws IOException {
    int n = lines.size();
    String state = "--state " + folder.resolve("state");
    scan("whole", 0, n, "");
    scan("one", 0, n / 3, state);
    scan("two", n / 3, n / 2, state);
    scan("three", n / 2, n, state);
    assertThat(campaigns("whole")).contains("\"verdict\":\"campaign\"");
    assertThat(campaigns("three")).isEqualTo(campaigns("whole"));
    assertThat(folder.resolve("state")).isDirectoryContaining("glob:**/state.bin");
  }

  @Test
  void aDateFarAheadDoesNotEndAState() throws IOException {
    int n = lines.size();
    String state = "--state " + folder.resolve("state");
    scan("whole", 0, n, "");
    String wrong = lines.get(7).replaceFirst("\"ts\":\"....", "\"ts\":\"2099");
    lines.add(n / 2, wrong.replace("\"request_id\":\"", "\"request_id\":\"far-"));
    scan("one", 0, n / 2 + 1, state);
    scan("two", n / 2 + 1, n + 1, state);
    assertThat(campaigns("two")).isEqualTo(campaigns("whole"));
    assertThat(folder.resolve("one/scan.json")).content().contains("\"far-time\": 1");
    assertThat(folder.resolve("two/scan.json")).content().doesNotContain("far-time");
  }

  @Test
  void whatIsOlderIsLeftOutAndCounted() throws IOException {
    int n = lines.size();
    String state = "--state " + folder.resolve("state");
    scan("one", 0, n / 2, state);
    scan("two", n / 2 - 40, n, state);
    assertThat(folder.resolve("two/scan.json"))
        .content()
        .contains("older than the end of the last scan");
  }

  @Test
  void aStateOfAnotherKeyIsRefused() throws IOException {
    int n = lines.size();
    String state = "--state " + folder.resolve("state");
    scan("one", 0, n / 2, state);
    Path key = Files.writeString(folder.resolve("key"), "sixteen bytes or more of secret");
    Typed typed =
        Typed.really(
            "scan %s --out %s %s --seed-key %s"
                .formatted(folder.resolve("one.jsonl"), folder.resolve("two"), state, key));
    assertThat(typed.exit()).isEqualTo(3);
    assertThat(typed.err()).contains("--state", "--seed-key").hasLineCount(1);
  }

  @Test
  void aStateMadeWithOtherSettingsIsRefusedUntilTheyAreTheSameAgain() throws IOException {
    int n = lines.size();
    String state = "--state " + folder.resolve("state");
    scan("one", 0, n / 3, state + " --without E9,E4");
    byte[] before = Files.readAllBytes(folder.resolve("state/state.bin"));

    assertThat(refused(state)).contains("was made with --without E4,E9; scan with that, or name");
    assertThat(refused(state + " --without E4 --fdr 0.02"))
        .contains("with --fdr 0.01 and --without E4,E9; scan with that");
    assertThat(refused(state + " --without E4,E9 --registry " + registry("You grade sums.")))
        .contains("with no --registry;");
    assertThat(folder.resolve("state/state.bin")).hasBinaryContent(before);
    scan("two", n / 3, n / 2, state + " --without E4 --without E9");
  }

  @Test
  void aStateOfAnotherRegistryIsRefused() throws IOException {
    int n = lines.size();
    String state = "--state " + folder.resolve("state");
    scan("one", 0, n / 3, state + " --registry " + registry("You grade sums."));

    assertThat(refused(state)).contains("with a --registry;");
    assertThat(refused(state + " --registry " + registry("You grade essays.")))
        .contains("with another --registry;");
    scan("two", n / 3, n / 2, state + " --registry " + registry("You grade sums."));
  }

  private String refused(String more) {
    Typed typed =
        Typed.really(
            "scan %s --out %s %s"
                .formatted(folder.resolve("one.jsonl"), folder.resolve("refused"), more));
    assertThat(typed.exit()).isEqualTo(3);
    assertThat(typed.err()).contains("--state", "scan all logs again").hasLineCount(1);
    return typed.err();
  }

  private Path registry(String scaffold) throws IOException {
    Path text = Files.writeString(folder.resolve("scaffold.txt"), scaffold);
    Path out = folder.resolve("public.registry");
    Typed.really("registry build %s --out %s".formatted(text, out));
    return out;
  }

  @Test
  void aStateThatIsNotWholeIsRefusedAndStays() throws IOException {
    scan("one", 0, lines.size() / 2, "--state " + folder.resolve("state"));
    Path file = folder.resolve("state/state.bin");
    byte[] whole = Files.readAllBytes(file);
    byte[] flipped = whole.clone();
    flipped[whole.length / 3] ^= 0x40;
    for (byte[] broken :
        List.of(
            flipped,
            Arrays.copyOf(whole, whole.length - 1),
            Arrays.copyOf(whole, whole.length / 2),
            Arrays.copyOf(whole, whole.length + 9),
            Arrays.copyOf(whole, 3),
            new byte[0],
            "no state at all".getBytes(StandardCharsets.UTF_8))) {
      Files.write(file, broken);
      Typed typed =
          Typed.really(
              "scan %s --out %s --state %s"
                  .formatted(
                      folder.resolve("one.jsonl"), folder.resolve("two"), folder.resolve("state")));
      assertThat(typed.exit()).as("%d bytes", broken.length).isEqualTo(3);
      assertThat(typed.err()).contains("--state", "is not whole").hasLineCount(1);
      assertThat(Files.readAllBytes(file)).isEqualTo(broken);
    }
  }
}
