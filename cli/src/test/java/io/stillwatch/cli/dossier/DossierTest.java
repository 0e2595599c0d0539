// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.Logs;
import io.stillwatch.cli.Typed;
import io.stillwatch.cli.kit.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a scan that keeps evidence to letters, a sealed file, and its verification.
class DossierTest {
  @TempDir static Path folder;
  private static String campaign = "";

  @BeforeAll
  static void scanOnce() throws IOException {
    Logs.small(folder.resolve("world"));
    Typed typed = type("scan %s --seal --quiet --out %s", "world", "found");
    assertThat(typed.exit()).as(typed.err()).isZero();
    String first = Files.readString(folder.resolve("found/accounts.csv")).lines().toList().get(1);
    campaign = first.split(",")[1];
  }

  private static Typed type(String line, String... places) {
    Object[] paths = java.util.Arrays.stream(places).map(folder::resolve).toArray();
    return Typed.really(line.formatted(paths));
  }

  private static Typed dossier(String more, String out) {
    return Typed.really(
        "dossier %s --found %s --out %s %s"
            .formatted(campaign, folder.resolve("found"), folder.resolve(out), more));
  }

  private static List<String> accounts() throws IOException {
    return Files.readString(folder.resolve("found/accounts.csv"))
        .lines()
        .skip(1)
        .filter(row -> row.contains(campaign))
        .map(row -> row.split(",")[0])
        .toList();
  }

  @Test
  void everyFindingOfAScanIsBorneOutByItsEvidence() throws IOException {
    List<String> found =
        Typed.really("export --as csv --found " + folder.resolve("found"))
            .out()
            .lines()
            .skip(1)
            .map(row -> row.split(",")[0])
            .toList();
    assertThat(found).contains(campaign);
    for (String one : found) {
      Typed typed =
          Typed.really(
              "dossier %s --found %s --out %s --for regulator"
                  .formatted(one, folder.resolve("found"), folder.resolve("all")));
      assertThat(typed.exit()).as(one + typed.err()).isZero();
      Path sealed = folder.resolve("all").resolve(one + ".sealed");
      assertThat(Typed.really("verify " + sealed).out())
          .contains("every number matches its evidence");
    }
  }

  @Test
  void onlyCounselSeesAccountsByIdAndTheSealedFileShowsNone() throws IOException {
    assertThat(dossier("--for counsel", "counsel").exit()).isZero();
    assertThat(dossier("--for public", "public").exit()).isZero();
    assertThat(dossier("--for peer", "peer").exit()).isZero();
    String counsel = Files.readString(folder.resolve("counsel/" + campaign + "-counsel.html"));
    String sealed =
        Files.readString(
            folder.resolve("counsel/" + campaign + ".sealed"), StandardCharsets.ISO_8859_1);
    String open = Files.readString(folder.resolve("public/" + campaign + "-public.json"));
    String peer = Files.readString(folder.resolve("peer/" + campaign + "-peer.json"));
    for (String account : accounts()) {
      assertThat(counsel).contains(account);
      assertThat(sealed + open + peer).doesNotContain(account);
    }
    assertThat(folder.resolve("public/" + campaign + ".sealed")).doesNotExist();
    assertThat(folder.resolve("peer/" + campaign + ".sealed")).doesNotExist();
  }

  @Test
  void aTamperedFileEndsWithOneAndSaysWhatDoesNotMatch() throws IOException {
    assertThat(dossier("--for regulator", "tampered").exit()).isZero();
    Path file = folder.resolve("tampered/" + campaign + ".sealed");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 3] ^= 1;
    Files.write(file, bytes);
    Typed typed = Typed.really("verify " + file);
    assertThat(typed.exit()).isEqualTo(Exit.FAILED.code());
    assertThat(typed.err()).contains("does not match");
    Typed json = Typed.really("verify --json " + file);
    assertThat(json.out()).contains("\"matches\":false");
    assertThat(json.exit()).isEqualTo(Exit.FAILED.code());
  }

  @Test
  void aSignerThatWasNotTheOneIsSeen() {
    assertThat(dossier("--for regulator", "unsigned").exit()).isZero();
    Path file = folder.resolve("unsigned/" + campaign + ".sealed");
    Typed typed = Typed.really("verify --signer abc " + file);
    assertThat(typed.exit()).isEqualTo(Exit.FAILED.code());
    assertThat(typed.err()).contains("signer: abc was asked for, it is nobody");
  }

  @Test
  void evidenceThatWasChangedMakesNoLetter() throws IOException {
    Path changed = Files.createDirectories(folder.resolve("changed/evidence"));
    Path evidence = folder.resolve("found/evidence/" + campaign + ".jsonl.gz");
    byte[] bytes = Files.readAllBytes(evidence);
    Files.write(changed.resolve(campaign + ".jsonl.gz"), java.util.Arrays.copyOf(bytes, 4_000));
    Typed typed =
        type("dossier " + campaign + " --for public --found %s --out %s", "changed", "none");
    assertThat(typed.exit()).isEqualTo(Exit.UNUSABLE.code());
    assertThat(typed.err()).contains("does not bear it out");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(type("verify %s", "nothing").exit()).isEqualTo(Exit.UNUSABLE.code());
    assertThat(type("dossier sw-0 --for peer --found %s --out %s", "found", "x").err())
        .contains("scan with --seal");
    assertThat(type("dossier ../x --for peer --found %s --out %s", "found", "x").exit())
        .isEqualTo(Exit.USAGE.code());
    assertThat(dossier("--for everybody", "x").err()).contains("counsel, peer, regulator, public");
    assertThat(dossier("--withdrawn", "x").err()).contains("--wrong is missing");
    assertThat(type("scan %s --seal --state %s --out %s", "world", "s", "o").err())
        .contains("--seal takes the whole log");
    assertThat(type("export --as xml --found %s", "found").err()).contains("ocsf, ecs, misp, csv");
  }

  @Test
  void aLetterTakesBackWhatWasShared() throws IOException {
    Path ids = Files.writeString(folder.resolve("ids.txt"), "indicator--1\n\nindicator--2\n");
    String account = accounts().getFirst();
    Typed typed = dossier("--cleared " + account + " --wrong school --shared " + ids, "cleared");
    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(Files.readString(folder.resolve("cleared/" + campaign + "-account-cleared.html")))
        .contains(account)
        .contains("school")
        .contains("indicator--2");
  }

  @Test
  void aScanWithoutSealTakesOlderEvidenceAway() throws IOException {
    assertThat(type("scan %s --seal --quiet --out %s", "world", "twice").exit()).isZero();
    assertThat(folder.resolve("twice/evidence/" + campaign + ".jsonl.gz")).exists();
    assertThat(type("scan %s --quiet --out %s", "world", "twice").exit()).isZero();
    assertThat(folder.resolve("twice/evidence/" + campaign + ".jsonl.gz")).doesNotExist();
  }
}
