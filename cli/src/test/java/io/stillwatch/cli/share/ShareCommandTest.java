// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.Typed;
import io.stillwatch.share.taxii.Coalition;
import io.stillwatch.share.taxii.Hub;
import io.stillwatch.share.taxii.HubConfig;
import io.stillwatch.share.taxii.Peer;
import io.stillwatch.share.taxii.TaxiiCollection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShareCommandTest {
  private static final String SECRET = Peer.freshSecret();
  private static final String TOOL =
      """
      {"type":"tool","spec_version":"2.1","id":"tool--0000000%d-0000-4000-8000-000000000000",
       "created":"2026-01-31T12:00:00.000Z","modified":"2026-01-31T12:00:00.000Z","name":"t"}""";

  @TempDir private Path folder;
  private Hub hub;
  private String server = "";

  @BeforeEach
  void start() throws IOException {
    Coalition coalition =
        Coalition.of("Ours")
            .with(Peer.bySecret("anna", SECRET))
            .with(TaxiiCollection.of("feed", Set.of("anna"), Set.of("anna")))
            .with(TaxiiCollection.of("others", Set.of("anna"), Set.of()));
    hub = Hub.start(HubConfig.local(folder.resolve("data")), coalition, InstantSource.system());
    Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    server = " --root " + hub.root() + " --secret-file " + secret;
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void whatIsPushedOnceIsPulledOnce() throws IOException {
    Path bundle =
        file(
            "bundle.json",
            "{\"type\":\"bundle\",\"id\":\"bundle--1\",\"objects\":[%s,%s]}"
                .formatted(TOOL.formatted(1), TOOL.formatted(2)));
    Path lines = file("lines.jsonl", TOOL.formatted(3).replace('\n', ' ') + "\n");
    String push = "share push" + server + " --collection feed " + bundle + " " + lines;
    for (int run = 0; run < 2; run++) {
      Typed said = Typed.line(push);
      assertThat(said.err()).isEmpty();
      assertThat(said.out()).contains("3 objects are there, 0 are pending, 0 were not taken");
      assertThat(said.exit()).isZero();
    }
    Path out = folder.resolve("out.jsonl");
    String pull = "share pull" + server + " --collection feed --limit 2 --out " + out;
    assertThat(Typed.line(pull).out()).startsWith("3 new objects");
    assertThat(Typed.line(pull).out()).startsWith("0 new objects");
    assertThat(Files.readAllLines(out)).hasSize(3).allMatch(line -> line.startsWith("{\"type\":"));
    Typed status = Typed.line("share status" + server + " --out " + out);
    assertThat(status.out())
        .contains("Ours")
        .contains("rw  feed")
        .contains("r-  others")
        .contains("up to 20");
  }

  @Test
  void whatIsNotTakenIsNamed() throws IOException {
    Path bad =
        file("bad.jsonl", TOOL.formatted(1).replace("\"created\"", "\"x\"").replace('\n', ' '));
    Typed said = Typed.line("share push" + server + " --collection feed " + bad);
    assertThat(said.exit()).isEqualTo(4);
    assertThat(said.err()).contains("tool--00000001").contains("created");
    Typed none = Typed.line("share push" + server + " --collection feed " + file("x", "<xml>"));
    assertThat(none.exit()).isEqualTo(3);
    assertThat(none.err()).contains("neither a bundle nor").contains("line 1");
  }

  @Test
  void whatTheServerRefusesIsSaidInOneLineWithoutTheSecret() throws IOException {
    Path lines = file("lines.jsonl", TOOL.formatted(3).replace('\n', ' '));
    Typed said = Typed.line("share push" + server + " --collection others " + lines);
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err().lines()).hasSize(1);
    assertThat(said.err()).contains("403").doesNotContain(SECRET);
  }

  @Test
  void optionsThatDoNotGoTogetherAreNamed() {
    String root = " --root " + hub.root();
    assertThat(Typed.line("share status --user anna" + root).err()).contains("--secret-file");
    assertThat(Typed.line("share status --certificate x" + root).err()).contains("--key");
    assertThat(Typed.line("share pull --collection a/b --out x" + server).err()).contains("alias");
    assertThat(Typed.line("share status --root http://192.0.2.1/").err()).contains("https");
    assertThat(Typed.line("share").exit()).isEqualTo(2);
  }

  @Test
  void aHubMakesASecretAndRefusesAFileThatCannotBeUsed() throws IOException {
    Typed made = Typed.line("hub secret anna");
    String secret = made.out().lines().findFirst().orElseThrow().replaceAll(".*: ", "");
    assertThat(made.out()).contains("[peer.anna]").contains(Peer.sha256(secret));
    assertThat(Typed.line("hub secret a/b").exit()).isEqualTo(2);
    Typed none = Typed.line("hub --config " + folder.resolve("none.toml"));
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("none.toml does not exist");
    Typed wrong = Typed.line("hub --config " + file("hub.toml", "[hub]\ntitel = 'x'"));
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("did you mean title?");
  }
}
