// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.arena.Arena;
import io.stillwatch.arena.score.Score;
import io.stillwatch.cli.Logs;
import io.stillwatch.cli.Typed;
import io.stillwatch.cli.kit.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `scan --requests`, from files to files.
class RequestsTest {
  @TempDir static Path folder;
  private static Logs logs = new Logs(Path.of(""), List.of(), List.of());

  @BeforeAll
  static void scanOnce() throws IOException {
    logs = Logs.small(folder.resolve("world"));
    scan("world", "once", " --threads 1");
  }

  private static void scan(String input, String out, String more) {
    String line = "scan %s --requests --quiet --out %s";
    Typed typed = Typed.really(line.formatted(folder.resolve(input), folder.resolve(out)) + more);
    assertThat(typed.exit()).as(typed.err()).isZero();
  }

  private static String read(String out) throws IOException {
    Path file = folder.resolve(out).resolve("requests.csv.gz");
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static List<String[]> rows(String out) throws IOException {
    return read(out).lines().skip(1).map(line -> line.split(",", -1)).toList();
  }

  private static Score.Requests score(Path out, Path labels) throws IOException {
    return Arena.score(out, labels).requests().orElseThrow();
  }

  /// Half of what the campaign of such a world sends, and more, is cover.
  @ParameterizedTest
  @ValueSource(longs = {3, 4})
  void coverIsToldFromHarvest(long seed) throws IOException {
    Path world = folder.resolve("cover-" + seed);
    String write =
        "arena write --preset frontier --levels R2 --hostile 60 --rate 14 --accounts 400 --days 4";
    assertThat(Typed.really(write + " --seed " + seed + " --out " + world).exit()).isZero();
    scan("cover-" + seed, "found-" + seed, "");

    Score.Requests requests = score(folder.resolve("found-" + seed), world.resolve("labels"));

    assertThat(requests.all().hit()).as("harvest of accused accounts").isGreaterThan(200);
    assertThat(requests.all().precision()).isGreaterThanOrEqualTo(0.95);
    assertThat(requests.all().recall()).isGreaterThanOrEqualTo(0.8);
    assertThat(requests.wronged()).isZero();
  }

  @Test
  void everyRowIsOfANamedAccountOnceAndInOrder() throws IOException {
    String named = Files.readString(folder.resolve("once/accounts.csv"));
    Set<String> ids = new HashSet<>();
    assertThat(read("once")).startsWith("campaign_id,account_id,request_id,ts,because\n");
    assertThat(rows("once"))
        .isNotEmpty()
        .allMatch(row -> named.contains("\n" + row[1] + "," + row[0] + ","))
        .allMatch(row -> ids.add(row[2]))
        .isSortedAccordingTo(
            Comparator.<String[], String>comparing(row -> row[0])
                .thenComparing(row -> row[1])
                .thenComparing(row -> row[3])
                .thenComparing(row -> row[2]));
  }

  @Test
  void theNumberOfThreadsAndTheOrderOfTheInputChangeNothing() throws IOException {
    logs.shuffled(folder.resolve("mixed"), 7);
    scan("world", "by-two", " --threads 2");
    scan("mixed", "from-mixed", " --threads 2");

    Path once = folder.resolve("once/requests.csv.gz");
    for (String out : List.of("by-two", "from-mixed")) {
      assertThat(folder.resolve(out).resolve("requests.csv.gz")).hasSameBinaryContentAs(once);
    }
  }

  @Test
  void whatIsGivenTwiceOrBrokenIsListedOnceOrNot() throws IOException {
    List<String> lines = new ArrayList<>(logs.exchanges());
    lines.addAll(logs.exchanges().subList(0, 3_000));
    lines.add("{\"request_id\":");
    String listed = rows("once").getFirst()[2];
    lines.add(
        logs.exchanges().stream()
            .filter(line -> id(line).equals(listed))
            .findFirst()
            .orElseThrow()
            .replaceFirst("\"ts\":\"....", "\"ts\":\"2099")
            .replace(listed, "far-" + listed));
    lines.add(logs.exchanges().getFirst().replaceFirst("\"request_id\":\"[^\"]*\"", "\"x\":1"));
    lines.addAll(logs.accounts());
    Files.write(folder.resolve("twice.jsonl"), Logs.text(lines));

    scan("twice.jsonl", "from-twice", "");

    assertThat(read("from-twice")).isEqualTo(read("once"));
  }

  @Test
  void scanJsonCountsThemAndHasTheDigest() throws IOException {
    String json = Files.readString(folder.resolve("once/scan.json"));
    assertThat(json)
        .contains("\"requests\": {\n    \"attributed\": " + rows("once").size() + ",")
        .containsPattern("\"file\": \"requests.csv.gz\",\\s*\"bytes\": \\d+,\\s*\"sha256\"");
    assertThat(Files.readString(folder.resolve("once/report.html")))
        .contains("Requests attributed");
  }

  @Test
  void noRowHoldsAWordOfTheLog() throws IOException {
    assertThat(rows("once"))
        .allMatch(row -> row.length == 5)
        .allMatch(row -> Set.of("scaffold", "conversation", "reply", "reasoning").contains(row[4]));
  }

  @Test
  void aScanThatDoesNotListThemTakesAnOldListAway() throws IOException {
    Path out = Files.createDirectories(folder.resolve("later"));
    Files.writeString(out.resolve("requests.csv.gz"), "old");
    String line = "scan " + folder.resolve("world") + " --quiet --out " + out;
    assertThat(Typed.really(line).exit()).isZero();
    assertThat(out.resolve("requests.csv.gz")).doesNotExist();
    assertThat(Files.readString(out.resolve("scan.json"))).doesNotContain("\"requests\"");
  }

  @Test
  void onlyWhatAScanReadsItselfIsListed() throws IOException {
    int half = logs.exchanges().size() / 2;
    Path one = Files.createDirectories(folder.resolve("days"));
    Files.write(one.resolve("1.jsonl"), Logs.text(logs.exchanges().subList(0, half)));
    Files.write(
        one.resolve("2.jsonl"),
        Logs.text(logs.exchanges().subList(half - 50, logs.exchanges().size())));
    String state =
        " --accounts "
            + logs.world().resolve("accounts.jsonl")
            + " --state "
            + folder.resolve("state");

    scan("days/1.jsonl", "day-1", state);
    scan("days/2.jsonl", "day-2", state);

    String first = rows("day-1").isEmpty() ? "" : rows("day-1").getLast()[3];
    Set<String> later = new HashSet<>();
    logs.exchanges().subList(half, logs.exchanges().size()).forEach(l -> later.add(id(l)));
    assertThat(rows("day-2")).isNotEmpty().allMatch(row -> later.contains(row[2]));
    assertThat(first.compareTo(rows("day-2").getLast()[3])).isNegative();
  }

  private static String id(String line) {
    return line.replaceFirst(".*?\"request_id\":\"([^\"]*)\".*", "$1");
  }

  @Test
  void whatCannotBeReadTwiceIsRefusedBeforeAnythingIsRead() {
    Path out = folder.resolve("piped");
    Typed typed = Typed.really("scan /dev/null --requests --out " + out);
    assertThat(typed.exit()).isEqualTo(Exit.USAGE.code());
    assertThat(typed.err()).contains("--requests", "/dev/null", "twice").hasLineCount(1);
    assertThat(out).doesNotExist();
  }
}
