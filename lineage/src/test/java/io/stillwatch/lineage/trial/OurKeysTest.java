// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.marks.keys.KeyFolder;
import io.stillwatch.marks.keys.KeyScope;
import io.stillwatch.marks.keys.MasterKey;
import io.stillwatch.marks.twins.Ledger;
import io.stillwatch.marks.twins.Twin;
import io.stillwatch.marks.twins.Twins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plans with keys and twins as `stillwatch mark` keeps them.
class OurKeysTest {
  private static final MasterKey MASTER = MasterKey.ofHex("07".repeat(32));
  private static final KeyScope SCOPE = KeyScope.parse("vllm-gumbel/tier-2/sw-17/1");
  private static final String SALT = "salt = \"%s\"\n".formatted("s".repeat(32));

  @TempDir private Path folder;
  private String root = "";

  @BeforeEach
  void aKeyThatWasCommittedTo() throws IOException {
    ours().register(MASTER, SCOPE, 1);
    root = ours().commit();
  }

  private KeyFolder ours() throws IOException {
    return new KeyFolder(folder.resolve("marks"), Rehearsal.CLOCK);
  }

  private Rehearsal rehearsal() throws IOException {
    Rehearsal rehearsal =
        Rehearsal.of(folder, 0)
            .with("[secret]", "[secret]\nfolder = \"marks\"")
            .with("requests = 100000", "requests = 5");
    Files.writeString(
        folder.resolve("sw-17.proof"), ours().prove(SCOPE, Optional.of(MASTER), 1).text());
    Files.writeString(folder.resolve("keys.toml"), SALT + "[[key]]\nproof = \"sw-17.proof\"\n");
    return rehearsal;
  }

  @Test
  void aKeyIsTheOneThatItsProofOpensAndTheReportSaysHowOldItIs() throws Exception {
    Rehearsal rehearsal = rehearsal();
    KeyFile file = KeyFile.read(folder.resolve("keys.toml"));
    Verdict verdict = rehearsal.run(question -> new Suspect.Reply("x", 1, Map.of(), 1));
    String evidence = Files.readString(rehearsal.evidence());

    assertThat(file.keys()).containsExactly(MASTER.derive(SCOPE, 1));
    assertThat(new VerdictReport(verdict, "abc").text())
        .contains("committed to under the root of 2026-01-01, " + root);
    assertThat(evidence).contains(root).contains("key_proofs").doesNotContain("opening");
    assertThat(Evidence.verify(rehearsal.evidence())).isEmpty();
  }

  @Test
  void aKeyOfOursWithoutAFolderForApprovalsIsRefused() throws Exception {
    Rehearsal rehearsal = rehearsal().with("folder = \"marks\"", "");

    assertThatThrownBy(rehearsal::plan)
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("secret.folder");
  }

  @Test
  void aProofThatIsClosedOrChangedIsRefused() throws Exception {
    rehearsal();
    Path proof = folder.resolve("sw-17.proof");
    String opened = Files.readString(proof);
    for (String wrong :
        new String[] {
          ours().prove(SCOPE, Optional.empty(), 1).text(),
          opened.replaceFirst("root [0-9a-f]{4}", "root 0000"),
          "no proof"
        }) {
      Files.writeString(proof, wrong);
      assertThatThrownBy(() -> KeyFile.read(folder.resolve("keys.toml")))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("sw-17.proof");
    }
  }

  @Test
  void tossesOfALedgerAreAskedAtTheirPlacesAndEachCoinCountsOnce() throws Exception {
    var draw = new Twins(1, 2);
    Ledger ledger = Ledger.openOrBegin(folder.resolve("spring.ledger"));
    var prompts = new StringBuilder();
    Map<String, Twin> served = new HashMap<>();
    for (int i = 0; i < 60; i++) {
      String cohort = i < 45 ? "sw-17" : "nobody";
      Twin twin = draw.draw(Twins.Kind.DOMAIN, cohort, "reply-" + i);
      ledger.add(java.util.List.of(twin));
      served.put("Which domain did reply " + i + " name?", twin);
      prompts.append(
          "{\"place\":\"reply-%d\",\"prompt\":\"Which domain did reply %d name?\"}\n"
              .formatted(i, i));
    }
    Files.writeString(folder.resolve("twin-prompts.jsonl"), prompts);
    Rehearsal rehearsal =
        Rehearsal.of(folder, 0)
            .with("twins = \"twins.jsonl\"", LEDGER)
            .with("prompts = \"prompts.jsonl\"", "")
            .with("served = \"served.jsonl\"", "");

    Verdict verdict =
        rehearsal.run(
            question ->
                new Suspect.Reply(
                    "It was %s.".formatted(served.get(question.prompt()).served()),
                    1,
                    Map.of(),
                    1));

    assertThat(verdict.twins()).isEqualTo(new Verdict.Twins(45, 0, 15, 0));
    assertThat(verdict.logE()).isGreaterThan(Math.log(1e4));
  }

  private static final String LEDGER =
      "ledger = \"spring.ledger\"\ntwin-prompts = \"twin-prompts.jsonl\"\nunserved-cohort = \"nobody\"";
}
