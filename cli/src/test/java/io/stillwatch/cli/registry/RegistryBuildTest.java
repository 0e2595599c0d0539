// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.Typed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
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
    return Typed.really(line);
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
    Files.write(folder.resolve("public.registry"), Arrays.copyOf(whole, 60));
    Typed broken = typed(scan.formatted(folder, folder, folder));
    assertThat(broken.exit()).isEqualTo(3);
    assertThat(broken.err()).contains("it is not whole").hasLineCount(1);
  }

  @Test
  void whatIsNoTextIsLeftOutAndCountedByItsReason() throws IOException {
    Typed before = build("");
    byte[] plain = Files.readAllBytes(folder.resolve("public.registry"));
    Path texts = folder.resolve("texts");
    byte[] words = "You are a clerk. File what you are given.".repeat(9).getBytes(UTF_8);
    Files.write(texts.resolve("packed.txt"), packed(words));
    Files.write(texts.resolve("notes.gz"), packed(words));
    Files.write(texts.resolve("wide.txt"), "You are a clerk.".getBytes(StandardCharsets.UTF_16));
    Files.write(texts.resolve("nul.txt"), "You are\0a clerk.".getBytes(UTF_8));
    Files.write(texts.resolve("old.txt"), "Très bien, café.".getBytes(ISO_8859_1));
    Files.writeString(texts.resolve("huge.txt"), "word ".repeat(1 << 20));
    Files.write(texts.resolve("cut.jsonl.gz"), Arrays.copyOf(packed(words), 30));
    Files.write(texts.resolve("fake.jsonl.gz"), words);

    Typed built = build("");

    assertThat(built.exit()).as(built.err()).isZero();
    assertThat(built.out()).isEqualTo(before.out());
    assertThat(folder.resolve("public.registry")).hasBinaryContent(plain);
    assertThat(built.err())
        .contains("files left out: 1 longer than 4 MiB; 2 packed")
        .contains("; 2 no whole gzip; 2 holding NUL bytes", "; 1 not in UTF-8\n");
  }

  @Test
  void rowsThatAreNoUtf8AndHiddenFilesAreNotRegistered() throws IOException {
    build("");
    byte[] plain = Files.readAllBytes(folder.resolve("public.registry"));
    Path texts = folder.resolve("texts");
    Files.write(texts.resolve("old.jsonl"), "{\"prompt\":\"Un café?\"}\n".getBytes(ISO_8859_1));
    Files.writeString(texts.resolve(".draft.txt"), "You are a draft.");
    Path hidden = Files.createDirectories(texts.resolve(".git/info"));
    Files.writeString(hidden.resolve("exclude"), "You are not meant.");

    Typed built = build("");

    assertThat(built.err()).contains("3 rows held no prompt").doesNotContain("left out");
    assertThat(folder.resolve("public.registry")).hasBinaryContent(plain);
    Typed named = typed("registry build %s/.git --out %s/p".formatted(texts, folder));
    assertThat(named.out()).startsWith("0 prompts and 1 scaffolds");
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void aFileOfExactlyTheLongestLengthIsTaken() throws IOException {
    Path longest = folder.resolve("longest.txt");
    Files.writeString(longest, "word".repeat(1 << 20));
    Typed taken = typed("registry build %s --out %s/p".formatted(longest, folder));
    assertThat(taken.exit()).as(taken.err()).isZero();

    Files.writeString(longest, "s", StandardOpenOption.APPEND);
    Typed left = typed("registry build %s --out %s/p".formatted(longest, folder));
    assertThat(left.exit()).isEqualTo(3);
    assertThat(left.err()).contains("left out: 1 longer than 4 MiB").hasLineCount(1);
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
