// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.cli.Typed;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.kit.Progress;
import io.stillwatch.detect.DetectConfig;
import io.stillwatch.detect.Detection;
import io.stillwatch.ingest.Networks;
import io.stillwatch.ingest.SourceConfig;
import io.stillwatch.ingest.Sources;
import io.stillwatch.runtime.ExternalSort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How scans end that cannot go well.
class ScanEndsTest {
  private static final String EXCHANGE =
      "{\"ts\":\"2026-03-02T00:00:51Z\",\"request_id\":\"r%d\",\"account_id\":\"a\"}\n";

  @TempDir Path folder;

  private Typed scan(String input, String more) {
    return Typed.really(
        "scan " + folder.resolve(input) + " --out " + folder.resolve("found") + more);
  }

  private void log(int good, int bad) throws IOException {
    var text = new StringBuilder();
    for (int i = 0; i < good; i++) {
      text.append(EXCHANGE.formatted(i));
    }
    Files.writeString(folder.resolve("log.jsonl"), text + "not json\n".repeat(bad));
  }

  private List<String> found() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("found"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatAKilledScanLeftIsRemovedAndWhatARunningOneNeedsIsNot() throws IOException {
    log(3, 0);
    Path dead = Files.createDirectories(folder.resolve("found/.sorting-999999999999-x"));
    Files.writeString(dead.resolve("run-0"), "spilled");
    String mine = ".sorting-" + ProcessHandle.current().pid() + "-x";
    Files.createDirectories(folder.resolve("found").resolve(mine));

    assertThat(scan("log.jsonl", "").exit()).isZero();

    assertThat(found()).contains(mine).doesNotContain(".sorting-999999999999-x");
  }

  @Test
  void tooManyRejectedLinesAreExitCodeFourAndTheLinesAreKept() throws IOException {
    log(10, 5);

    Typed typed = scan("log.jsonl", "");

    assertThat(typed.exit()).isEqualTo(4);
    assertThat(typed.err()).contains("5 of 15 lines", "(1%)", "syntax 5", "rejected.jsonl");
    assertThat(typed.err()).hasLineCount(1);
    assertThat(found()).containsExactly("rejected.jsonl");
    assertThat(folder.resolve("found/rejected.jsonl")).content().hasLineCount(5);
  }

  @Test
  void asManyRejectedLinesAsAllowedAreNoFailure() throws IOException {
    log(98, 2);

    assertThat(scan("log.jsonl", " --max-rejected 2%").exit()).isZero();
    assertThat(folder.resolve("found/scan.json")).content().contains("\"syntax\": 2");
  }

  @Test
  void aFailedScanLeavesTheResultsBeforeItAlone() throws IOException {
    log(10, 0);
    assertThat(scan("log.jsonl", "").exit()).isZero();
    List<String> before = found();
    String report = Files.readString(folder.resolve("found/report.html"));
    log(1, 5);

    assertThat(scan("log.jsonl", "").exit()).isEqualTo(4);

    assertThat(found()).isEqualTo(before);
    assertThat(folder.resolve("found/report.html")).content().isEqualTo(report);
  }

  @Test
  void aLogWithoutAnExchangeIsUnusable() throws IOException {
    Files.writeString(folder.resolve("log.jsonl"), "\n\n");

    Typed typed = scan("log.jsonl", "");

    assertThat(typed.exit()).isEqualTo(3);
    assertThat(typed.err()).contains("no exchange").hasLineCount(1);
    assertThat(found()).isEmpty();
  }

  @Test
  void everyMissingFileIsNamed() throws IOException {
    log(3, 0);
    for (String option : List.of("accounts", "prices", "ip-intel", "ip-reputation", "seed-key")) {
      Typed typed = scan("log.jsonl", " --" + option + " no-such-file");

      assertThat(typed.exit()).as(option).isEqualTo(3);
      assertThat(typed.err()).as(option).contains("no-such-file").hasLineCount(1);
    }
    assertThat(folder.resolve("found")).doesNotExist();
  }

  @Test
  void anOutFolderThatCannotBeMadeIsSaid() throws IOException {
    log(3, 0);

    Typed typed =
        Typed.really("scan %s/log.jsonl --out %s/log.jsonl/found".formatted(folder, folder));

    assertThat(typed.exit()).isEqualTo(2);
    assertThat(typed.err()).contains("nothing can be written", "log.jsonl").hasLineCount(1);
  }

  @Test
  void resultsAmongTheLogsWouldBeReadAsLogs() throws IOException {
    log(3, 0);

    Typed typed = scan("", "");

    assertThat(typed.exit()).isEqualTo(2);
    assertThat(typed.err()).contains("inside", "outside").hasLineCount(1);
  }

  @Test
  void aFullDiskIsOneLineAndStopsEveryThread() throws IOException {
    log(20_000, 0);
    var request = ScanRequest.of(List.of(folder.resolve("log.jsonl")), folder.resolve("found"));
    DetectConfig config = DetectConfig.standard();
    Path gone = folder.resolve("gone");
    try (var source = Sources.open(SourceConfig.of(request.inputs()));
        var rejects = new Rejects(folder.resolve("rejected.jsonl"));
        var sort = new ExternalSort<>(Detection.observations(), gone, 0)) {
      var networks = new Networks(Optional.empty(), Optional.empty());
      var reception = new Reception(config, io.stillwatch.detect.Registry.none(), networks, sort);

      assertThatThrownBy(() -> reception.read(source, rejects, 2, Progress.NONE))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("cannot be kept")
          .hasMessageContaining("gone/run-");
    }
  }

  @Test
  void aWorkFolderIsItsOwnersAndGoesWithWhatIsInIt() throws IOException {
    Path path;
    try (var work = WorkFolder.in(folder.resolve("found"))) {
      path = work.path();
      Files.writeString(Files.createDirectory(path.resolve("results")).resolve("half"), "x");
      if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .isEqualTo("rwx------");
      }
    }

    assertThat(path).doesNotExist();
    assertThat(path.getFileName().toString()).startsWith(".sorting-");
  }

  @Test
  void anUnknownWorldIsAWrongCommandLine() {
    for (String wrong :
        List.of("--preset nowhere", "--preset demo --split third", "--preset demo --accounts 9")) {
      Typed typed = Typed.really("arena write " + wrong + " --out " + folder.resolve("world"));

      assertThat(typed.exit()).as(wrong).isEqualTo(2);
      assertThat(typed.err()).as(wrong).hasLineCount(1);
    }
    assertThat(folder.resolve("world")).doesNotExist();
  }

  @Test
  void aWorldReplacesTheLogsOfALargerOne() throws IOException {
    Path world = Files.createDirectory(folder.resolve("world"));
    Files.writeString(world.resolve("exchanges-2.jsonl.gz"), "of another world");
    Files.writeString(world.resolve("notes.txt"), "the user's own");

    Typed typed = Typed.really("arena write --preset demo --accounts 180 --days 1 --out " + world);

    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(world.resolve("exchanges.jsonl.gz")).exists();
    assertThat(world.resolve("exchanges-2.jsonl.gz")).doesNotExist();
    assertThat(world.resolve("notes.txt")).exists();
  }

  @Test
  void aScoreOfNothingNamesTheMissingFile() throws IOException {
    Typed typed = Typed.really("arena score " + folder + " " + folder);

    assertThat(typed.exit()).isEqualTo(3);
    assertThat(typed.err()).contains("accounts.csv does not exist").hasLineCount(1);
  }
}
