// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.dossier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.Logs;
import io.stillwatch.cli.SmallWorld;
import io.stillwatch.cli.Typed;
import io.stillwatch.cli.drill.Serving;
import io.stillwatch.cli.kit.Exit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a server seals of its findings is what a scan of the same log seals.
class ServerDossierTest {
  @TempDir private Path folder;

  @Test
  void aServersEvidenceIsThatOfAScanOfTheSameLog() throws Exception {
    Logs logs = Logs.small(folder.resolve("world"));
    var lines = new ArrayList<>(logs.accounts());
    lines.addAll(logs.exchanges());
    Path data = folder.resolve("data");
    Path token = Files.writeString(folder.resolve("token"), "nothing\n");
    String campaign;
    try (Serving serving = SmallWorld.serving(data)) {
      play(serving, lines);
      campaign = named(serving);
      Files.copy(data.resolve("first-admin.token"), token, StandardCopyOption.REPLACE_EXISTING);
      Typed typed = dossier(serving, campaign, "--for regulator --token-file " + token);
      assertThat(typed.exit()).as(typed.err()).isZero();
      assertThat(typed.out()).contains(campaign + ".sealed", campaign + "-regulator.pdf");

      assertThat(dossier(serving, "sw-none", "--for peer --token-file " + token).err())
          .contains("the server says 404");
      assertThat(dossier(serving, campaign, "--for peer --key k --token-file " + token).err())
          .contains("dossier.key");
      assertThat(dossier(serving, campaign, "--withdrawn --wrong x --token-file " + token).err())
          .contains("still named by the newest judgement");
    }
    Path sealed = folder.resolve("live").resolve(campaign + ".sealed");
    assertThat(type("verify " + sealed).out()).contains("every number matches its evidence");

    Path log = Files.write(folder.resolve("log.jsonl"), lines);
    Path found = folder.resolve("found");
    String seed = " --seed-key " + data.resolve("keys/hash.key");
    Typed scan = type("scan " + log + " --seal --quiet" + seed + " --out " + found);
    assertThat(scan.exit()).as(scan.err()).isZero();
    List<String> live = evidence(Files.newInputStream(inside(sealed)));
    List<String> scanned =
        evidence(Files.newInputStream(found.resolve("evidence/" + campaign + ".jsonl.gz")));
    assertThat(live.subList(1, live.size())).isEqualTo(scanned.subList(1, scanned.size()));
    assertThat(live.getFirst()).contains("\"head\"", campaign);
  }

  @Test
  void whereATokenWouldGoInTheClearIsRefused() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "secret\n");
    Typed far = at("http://stillwatch.example", "sw-1", "--for peer --token-file " + token);
    assertThat(far.exit()).isEqualTo(Exit.USAGE.code());
    assertThat(far.err()).contains("over https").doesNotContain("secret");
    assertThat(at("ftp://127.0.0.1", "sw-1", "--for peer --token-file " + token).err())
        .contains("http or https");
    assertThat(at("http://127.0.0.1:1", "sw-1", "--for peer --token-file " + token).err())
        .contains("does not answer");
    assertThat(at("http://127.0.0.1:1", "sw-1", "--for peer --token-file /nowhere").err())
        .contains("holds no token");
  }

  private static Typed type(String line) {
    return Typed.really(line);
  }

  private Typed dossier(Serving serving, String campaign, String more) {
    return at(serving.address().toString(), campaign, more);
  }

  private Typed at(String server, String campaign, String more) {
    return Typed.really(
        "dossier %s --server %s --out %s %s"
            .formatted(campaign, server, folder.resolve("live"), more));
  }

  /// And then somebody an hour after the last day, so that the day is judged.
  private static void play(Serving serving, List<String> lines) throws Exception {
    String at = lines.getLast().replaceFirst("(?s).*\"ts\":\"([^\"]+)\".*", "$1");
    Instant later = Instant.parse(at).truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(25));
    var all = new ArrayList<>(lines);
    all.addAll(lines.subList(lines.size() - 300, lines.size())); // some come twice
    all.add(
        "{\"ts\":\"%s\",\"request_id\":\"late\",\"account_id\":\"late\",\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"good morning\"}],\"completion\":\"hello\"}"
            .formatted(later));
    var said = serving.send("POST", "/v1/exchanges", String.join("\n", all).getBytes(UTF_8));
    assertThat(said.statusCode()).isEqualTo(200);
    long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
    while (serving.figure("stillwatch_detection_behind") > 0) {
      assertThat(System.nanoTime()).as("detection did not catch up").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static String named(Serving serving) throws IOException {
    for (JsonNode one : serving.get("/v1/campaigns").path("campaigns")) {
      if (one.path("verdict").asString().equals("campaign")) {
        return one.path("id").asString();
      }
    }
    throw new AssertionError("no campaign was found");
  }

  private Path inside(Path sealed) throws IOException {
    Path part = folder.resolve("evidence.gz");
    try (var zip = new ZipFile(sealed.toFile());
        var in = zip.getInputStream(zip.getEntry("evidence.jsonl.gz"))) {
      Files.write(part, in.readAllBytes());
    }
    return part;
  }

  private static List<String> evidence(InputStream packed) throws IOException {
    try (var reader =
        new BufferedReader(new InputStreamReader(new GZIPInputStream(packed), UTF_8))) {
      return reader.lines().toList();
    }
  }
}
