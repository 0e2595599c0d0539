// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryBuildTest {
  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectory(folder.resolve("texts"));
    Files.writeString(
        folder.resolve("texts/bench.jsonl"),
        """
        {"prompt":"How many apples are left when three of seven are eaten by a horse?"}
        {"messages":[{"role":"system","content":"You grade sums."},{"role":"user","content":"Two and two?"}]}
        {"id":7}
        not json

        """);
    Files.writeString(folder.resolve("texts/agent.txt"), "You are an agent. Use the tools.");
  }

  private Typed typed(String line) {
    return Typed.on(new House(), line);
  }

  private Typed build(String more) {
    return typed(
        "registry build %s --out %s%s"
            .formatted(folder.resolve("texts"), folder.resolve("public.registry"), more));
  }

  @Test
  void itSaysWhatItTookAndWhatNot() throws IOException {
    Typed built = build("");
    assertThat(built.exit()).as(built.err()).isZero();
    assertThat(built.out()).startsWith("2 prompts and 2 scaffolds, as ");
    assertThat(built.err()).contains("2 rows held no prompt");
    assertThat(new String(Files.readAllBytes(folder.resolve("public.registry")), "ISO-8859-1"))
        .doesNotContain("apples", "agent");
  }

  @Test
  void aScanTakesItAndRefusesOneOfAnotherKeyOrABrokenOne() throws IOException {
    build("");
    typed("arena write --preset demo --seed 1 --accounts 300 --days 2 --out " + folder + "/w");
    String scan = "scan %s/w --out %s/found --registry %s/public.registry";
    assertThat(typed(scan.formatted(folder, folder, folder)).exit()).isZero();

    Files.writeString(folder.resolve("key"), "sixteen bytes or more of it");
    Typed other = typed((scan + " --seed-key %s/key").formatted(folder, folder, folder, folder));
    assertThat(other.exit()).isEqualTo(3);
    assertThat(other.err()).contains("another --seed-key").hasLineCount(1);

    byte[] whole = Files.readAllBytes(folder.resolve("public.registry"));
    Files.write(folder.resolve("public.registry"), java.util.Arrays.copyOf(whole, 60));
    Typed broken = typed(scan.formatted(folder, folder, folder));
    assertThat(broken.exit()).isEqualTo(3);
    assertThat(broken.err()).contains("it is not whole").hasLineCount(1);
  }

  @Test
  void nothingToRegisterIsAnError() throws IOException {
    Files.writeString(folder.resolve("empty.txt"), "");
    Typed none = typed("registry build %s/empty.txt --out %s/p".formatted(folder, folder));
    assertThat(none.exit()).isEqualTo(3);
    assertThat(none.err()).contains("no prompt and no scaffold");
    assertThat(typed("registry build %s/gone --out %s/p".formatted(folder, folder)).err())
        .contains("does not exist");
  }
}
