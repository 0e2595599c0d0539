// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void sealedFileOfThreeAnswers() throws IOException {
    file = folder.resolve("evidence.jsonl");
    try (Evidence evidence = Evidence.open(file)) {
      for (int i = 0; i < 3; i++) {
        evidence.append("answer", Map.of("query", "q" + i, "text", "said " + i));
      }
      evidence.seal();
    }
  }

  @Test
  void aSealedFileIsWhole() throws IOException {
    assertThat(Evidence.verify(file)).isEmpty();
  }

  @Test
  void flippingAnyByteIsCaught() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      Files.write(file, changed);
      assertThat(Evidence.verify(file)).as("byte %d", i).isPresent();
    }
  }

  @Test
  void aMissingEndIsNamed() throws IOException {
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.indexOf("\"seal\"") - 50));

    assertThat(Evidence.verify(file)).isPresent();
  }

  @Test
  void nothingFollowsASeal() throws IOException {
    Files.writeString(
        file,
        Json.canonical(Map.of("n", 4, "kind", "answer", "prev", "0")) + "\n",
        StandardOpenOption.APPEND);

    assertThat(Evidence.verify(file)).isPresent();
    assertThatThrownBy(() -> Evidence.open(file)).isInstanceOf(BadInput.class);
  }

  @Test
  void halfALineOfADeadProcessIsCutOffAndTheRestGoesOn() throws IOException {
    Path open = folder.resolve("open.jsonl");
    try (Evidence evidence = Evidence.open(open)) {
      evidence.append("answer", Map.of("query", "a"));
      evidence.append("answer", Map.of("query", "b"));
    }
    byte[] bytes = Files.readAllBytes(open);
    int first = new String(bytes, StandardCharsets.UTF_8).indexOf('\n');
    for (int end = first + 1; end < bytes.length; end++) {
      Files.write(open, java.util.Arrays.copyOf(bytes, end));
      try (Evidence evidence = Evidence.open(open)) {
        assertThat(evidence.records()).hasSize(1);
        evidence.append("answer", Map.of("query", "b again"));
        evidence.seal();
      }
      assertThat(Evidence.verify(open)).isEmpty();
    }
  }

  @Test
  void oneFileHasOneWriter() throws IOException {
    Path open = folder.resolve("open.jsonl");
    try (Evidence evidence = Evidence.open(open)) {
      evidence.append("answer", Map.of());
      assertThatThrownBy(() -> Evidence.open(open))
          .isInstanceOfAny(BadInput.class, java.nio.channels.OverlappingFileLockException.class);
    }
  }
}
