// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.marks.keys.KeyScope;
import io.stillwatch.marks.keys.MasterKey;
import io.stillwatch.marks.serving.Engine;
import io.stillwatch.marks.serving.Tier;
import io.stillwatch.respond.Policy;
import io.stillwatch.server.mark.Marks;
import io.stillwatch.server.settings.MarksFile.Entry;
import io.stillwatch.server.settings.MarksFile.Holder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarksFileTest {
  private static final String DIGITS = "0a".repeat(32);

  @TempDir private Path dir;
  private Path master;

  @BeforeEach
  void writeMaster() throws IOException {
    master = Files.writeString(dir.resolve("master"), DIGITS);
  }

  private MarksFile read(String engine, String rest) throws IOException {
    String head =
        "[marks]\nengine = \"%s\"\nfolder = \"%s/keys\"\nmaster = \"%s\"\n"
            .formatted(engine, dir, master);
    return MarksFile.read(Files.writeString(dir.resolve("marks.toml"), head + rest));
  }

  @Test
  void aFileSaysWhichEngineAndWhatNamesStandFor() throws IOException {
    MarksFile file =
        read(
            "vllm",
            "[key.standard]\ntenant = \"all\"\ntier = \"standard\"\n"
                + "[key.\"c-{campaign}\"]\ntenant = \"t2\"\ntier = \"campaign\"\n");

    assertThat(file.engine()).isEqualTo(Engine.VLLM);
    assertThat(file.keys())
        .containsEntry("standard", new Entry("all", Tier.STANDARD, Optional.empty()))
        .containsEntry("c-{campaign}", new Entry("t2", Tier.CAMPAIGN, Optional.empty()));
    assertThat(file.toString()).doesNotContain("0a0a");
  }

  @Test
  void aKeyMayBeOfCodewords() throws IOException {
    MarksFile file =
        read(
            "sglang",
            "[key.a]\ntenant = \"t\"\ntier = \"suspect\"\ncodewords = \"account\"\n"
                + "[key.\"{campaign}\"]\ntenant = \"t\"\ntier = \"campaign\"\n"
                + "codewords = \"campaign\"\n");

    assertThat(file.keys().values())
        .extracting(Entry::codewords)
        .containsExactlyInAnyOrder(Optional.of(Holder.ACCOUNT), Optional.of(Holder.CAMPAIGN));
  }

  @Test
  void whatIsServedIsNotedWhereTheFileSaysSoAndNowhereElse() throws IOException {
    assertThat(read("sglang", "").served()).isEmpty();
    assertThat(read("sglang", "[served]\nfolder = \"f\"\ntokenizer = \"o200k_base\"\n").served())
        .hasValueSatisfying(served -> assertThat(served.room()).isEqualTo(10_000_000));
    assertThatThrownBy(() -> read("sglang", "[served]\nfolder = \"f\"\n"))
        .hasMessageContaining("tokenizer");
    assertThatThrownBy(() -> read("sglang", "[served]\nfoldr = \"f\"\n"))
        .hasMessageContaining("foldr");
  }

  @Test
  void aMasterKeyMayBeInAFileWithAPassword() throws IOException {
    Path p12 = dir.resolve("master.p12");
    MasterKey made = MasterKey.create(p12, "twelve or more".toCharArray());
    Path password = Files.writeString(dir.resolve("password"), "twelve or more\n");
    master = p12;
    KeyScope scope = KeyScope.parse("vllm-gumbel/a/-/1");

    assertThat(read("vllm", "password-file = \"" + password + "\"\n").master().derive(scope, 1))
        .isEqualTo(made.derive(scope, 1));
    assertThatThrownBy(() -> read("vllm", "")).hasMessageContaining("give password-file too");
    Files.writeString(password, "another password");
    assertThatThrownBy(() -> read("vllm", "password-file = \"" + password + "\"\n"))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "vlm | ~~ | no engine vlm",
        "vllm | folders = \"x\" | did you mean folder",
        "vllm | [kay.x] | there is no table kay",
        "vllm | [key.x]\\ntenant = \"t\"\\ntier = \"strong\" | takes standard, suspect or campaign",
        "vllm | [key.x]\\ntenant = \"T 2\"\\ntier = \"suspect\" | tenant is T 2",
        "vllm | [key.x]\\ntenant = \"t\"\\ntier = \"campaign\" | go together",
        "vllm | [key.\"{campaign}\"]\\ntenant = \"t\"\\ntier = \"suspect\" | go together",
        "sglang | [key.x]\\ntenant = \"t\"\\ntier = \"suspect\"\\ncodewords = \"all\" | takes account or campaign",
        "sglang | [key.x]\\ntenant = \"t\"\\ntier = \"suspect\"\\ncodewords = \"campaign\" | go together",
        "vllm | [key.x]\\ntenant = \"t\"\\ntier = \"suspect\"\\ncodewords = \"account\" | each request: sglang",
        "sglang | [key.standard]\\ntenant = \"t\"\\ntier = \"standard\"\\ncodewords = \"account\" | not for everybody",
        "vllm | [key.x]\\ntenat = \"t\" | did you mean tenant",
        "vllm | password-file = \"/nothing/here\" | /nothing/here",
        "vllm | = | is not TOML"
      })
  void whatCannotBeUsedIsRefused(String engine, String rest, String says) {
    assertThatThrownBy(() -> read(engine, rest.replace("\\n", "\n")))
        .hasMessageContaining(says)
        .message()
        .doesNotContain("0a0a");
  }

  @Test
  void aMasterFileOfSomethingElseIsNotRepeated() throws IOException {
    Files.writeString(master, "hush hush");
    assertThatThrownBy(() -> read("vllm", ""))
        .hasMessageContaining("64 hexadecimal digits")
        .message()
        .doesNotContain("hush");
  }

  @Test
  void theKeyOfThePolicyHasToBeThere() throws IOException {
    String text = Policy.standardText().replace("mark-key = \"\"", "mark-key = \"autumn\"");
    Policy policy = Policy.parse(text);
    MarksFile file = read("vllm", "[key.spring]\ntenant = \"t\"\ntier = \"suspect\"\n");

    assertThatThrownBy(() -> new Marks(file, policy, InstantSource.system()))
        .hasMessageContaining("mark-key is autumn")
        .hasMessageContaining("[key.\"autumn\"]");
  }
}
