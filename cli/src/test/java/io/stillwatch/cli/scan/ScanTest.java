// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.Logs;
import io.stillwatch.cli.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole scans of a small world, from files to files.
class ScanTest {
  private static final List<String> FINDINGS =
      List.of("campaigns.jsonl", "accounts.csv", "withdrawn.csv");

  @TempDir static Path folder;
  private static Logs logs = new Logs(Path.of(""), List.of(), List.of());
  private static Path ordered = Path.of("");

  @BeforeAll
  static void scanInOrder() throws IOException {
    logs = Logs.small(folder.resolve("world"));
    ordered = folder.resolve("ordered");
    Typed typed = scan("world", "ordered", " --threads 1");
    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(ordered.resolve("campaigns.jsonl")).content().contains("\"verdict\"");
  }

  private static Typed scan(String input, String out, String more) {
    return Typed.really("scan " + folder.resolve(input) + " --out " + folder.resolve(out) + more);
  }

  private static String read(String out, String file) throws IOException {
    return Files.readString(folder.resolve(out).resolve(file));
  }

  private static void assertSameFindings(String out) {
    assertThat(FINDINGS)
        .allSatisfy(
            file ->
                assertThat(folder.resolve(out).resolve(file))
                    .hasSameTextualContentAs(ordered.resolve(file)));
  }

  @Test
  void linesInAnyOrderInFilesOfAnyFormGiveTheSameFindings() throws IOException {
    logs.shuffled(folder.resolve("mixed"), 42);

    assertThat(scan("mixed", "from-mixed", " --threads 1").exit()).isZero();

    assertSameFindings("from-mixed");
    assertThat(read("from-mixed", "scan.json"))
        .contains("\"exchanges\": " + logs.exchanges().size())
        .contains("\"signups\": " + logs.accounts().size());
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws IOException {
    assertThat(scan("world", "by-two", " --threads 2").exit()).isZero();

    assertSameFindings("by-two");
    assertThat(read("by-two", "scan.json").lines().filter(line -> line.contains("\"late\"")))
        .isEqualTo(
            read("ordered", "scan.json").lines().filter(l -> l.contains("\"late\"")).toList());
  }

  @Test
  void whatIsGivenTwiceCountsOnce() throws IOException {
    Path twice = Files.createDirectories(folder.resolve("twice"));
    Files.copy(logs.world().resolve("exchanges.jsonl.gz"), twice.resolve("a.jsonl.gz"));
    Files.copy(logs.world().resolve("exchanges.jsonl.gz"), twice.resolve("b.jsonl.gz"));
    Path accounts = twice.resolve("accounts.jsonl");
    Files.copy(logs.world().resolve("accounts.jsonl"), accounts);
    Path copy = Files.copy(accounts, folder.resolve("copy-of-accounts.jsonl"));

    Typed typed = scan("twice", "from-twice", " --accounts " + accounts + " --accounts " + copy);

    assertThat(typed.exit()).as(typed.err()).isZero();
    assertSameFindings("from-twice");
    assertThat(read("from-twice", "scan.json"))
        .contains("\"exchanges\": " + logs.exchanges().size())
        .contains("\"duplicates\": " + logs.exchanges().size())
        .contains("\"signups\": " + logs.accounts().size());
  }

  @Test
  void aBrokenOffArchiveIsReadToItsBreakAndSaidSo() throws IOException {
    byte[] whole = Files.readAllBytes(logs.world().resolve("exchanges.jsonl.gz"));
    Files.write(folder.resolve("broken.jsonl.gz"), Arrays.copyOf(whole, whole.length / 4));

    assertThat(scan("broken.jsonl.gz", "from-broken", "").exit()).isZero();

    assertThat(read("from-broken", "scan.json")).contains("broken.jsonl.gz: ", "read up to byte");
  }

  @Test
  void aLogWithoutWordsOrAccountsSaysWhatCouldNotBeUsed() throws IOException {
    List<String> bare = logs.exchanges().stream().limit(2_000).map(ScanTest::withoutWords).toList();
    Files.write(folder.resolve("bare.jsonl"), Logs.text(bare));

    Typed typed = scan("bare.jsonl", "from-bare", "");

    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(read("from-bare", "scan.json"))
        .contains("\"exchanges\": 2000", "\"available\": false")
        .containsPattern("\"family\": \"E3\"[^}]*\"available\": false,\\s*\"reason\": \"[^\"]+");
  }

  /// One line whose date is wrong would make all others old.
  @Test
  void aDateFarFromAllOthersIsSetAside() throws IOException {
    List<String> lines = new ArrayList<>(logs.exchanges());
    lines.add(redated(lines.getFirst(), "2099-06-01T00:00:00Z"));
    lines.add(3_000, redated(lines.getLast(), "2015-06-01T00:00:00Z"));
    lines.addAll(logs.accounts());
    Files.write(folder.resolve("far.jsonl"), Logs.text(lines));

    Typed typed = scan("far.jsonl", "from-far", "");

    assertThat(typed.exit()).as(typed.err()).isZero();
    assertSameFindings("from-far");
    assertThat(read("from-far", "scan.json"))
        .contains("\"exchanges\": " + logs.exchanges().size(), "\"far-time\": 2")
        .contains("dated more than 28 days from all others and few beside them, 2 in number")
        .containsSubsequence(window("from-far").split("\n"));
    assertThat(window("from-far")).isEqualTo(window("ordered"));
    assertThat(read("from-far", "report.html")).contains("far-time", "28 days from all others");
    assertThat(read("from-far", "rejected.jsonl")).isEmpty();
  }

  private static String redated(String line, String ts) {
    return line.replace(field(line, "ts"), ts)
        .replace("\"request_id\":\"", "\"request_id\":\"x" + ts.charAt(2));
  }

  private static String window(String out) throws IOException {
    String json = read(out, "scan.json");
    return json.substring(json.indexOf("\"window\""), json.indexOf("\"configuration\""));
  }

  private static String withoutWords(String line) {
    String account = field(line, "account_id");
    return "{\"ts\":\"%s\",\"request_id\":\"%s\",\"account_id\":\"%s\",\"input_tokens\":9}"
        .formatted(field(line, "ts"), field(line, "request_id"), account);
  }

  private static String field(String line, String name) {
    return line.replaceFirst(".*?\"" + name + "\":\"([^\"]*)\".*", "$1");
  }

  @Test
  void jsonIsWhatStandsInTheFile() throws IOException {
    Typed typed = scan("world", "as-json", " --json");

    assertThat(typed.out()).isEqualToNormalizingNewlines(read("as-json", "scan.json"));
    assertThat(typed.err()).isEmpty();
  }

  @Test
  void aScoreComparesWithTheLabels() {
    String line = "arena score " + ordered + " " + logs.world().resolve("labels");

    assertThat(Typed.really(line).out())
        .contains("accounts: precision 100.0%", "campaign-1", "campaign-2", "no honest account");
    assertThat(Typed.really(line + " --json").out())
        .startsWith("{\"accounts\":{\"hostile\":170,")
        .contains("\"community\":\"consumer\"");
  }

  @Test
  void nothingIsLeftButResults() throws IOException {
    try (Stream<Path> files = Files.list(ordered)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "report.html",
              "campaigns.jsonl",
              "accounts.csv",
              "withdrawn.csv",
              "scan.json",
              "rejected.jsonl");
    }
  }

  @Test
  void noOutputHoldsWordsOfALog() throws IOException {
    String words = "The quick brown fox was never seen by Stillwatch";
    String line = logs.exchanges().getFirst();
    String spoken = line.replaceFirst("\"completion\":\"", "\"completion\":\"" + words);
    assertThat(spoken).isNotEqualTo(line);
    String broken = "{\"completion\":\"" + words + "\"";
    Files.write(folder.resolve("spoken.jsonl"), Logs.text(List.of(spoken, broken)));

    assertThat(scan("spoken.jsonl", "from-spoken", " --max-rejected 60%").exit()).isZero();

    try (Stream<Path> files = Files.list(folder.resolve("from-spoken"))) {
      assertThat(files)
          .hasSize(6)
          .allSatisfy(
              file -> assertThat(Files.readString(file, UTF_8)).doesNotContain("brown fox"));
    }
  }
}
