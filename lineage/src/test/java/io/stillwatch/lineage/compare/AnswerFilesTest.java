// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerFilesTest {
  @TempDir private Path folder;

  @Test
  void aFileAModelOrAFieldAModel() throws IOException {
    Files.writeString(
        folder.resolve("one.jsonl"),
        "{\"prompt\":\"p\",\"answer\":\"a\"}\n{\"i\":3,\"o\":\"b\"}\n");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("many.jsonl.gz")))) {
      out.write("{\"m\":\"two\",\"q\":\"p\",\"o\":\"c\"}\n".getBytes());
    }

    Answers answers = AnswerFiles.read(folder);

    assertThat(answers.models()).containsExactly("one", "two");
    assertThat(answers.of("one")).containsEntry("p", "a").containsEntry("3", "b");
    assertThat(answers.of("two")).containsEntry("p", "c");
  }

  @Test
  void promptsBesideAnswersAndBrokenLinesAreLeftOut() throws IOException {
    Files.writeString(folder.resolve("prompts.jsonl"), "{\"i\":1,\"instruction\":\"why?\"}\n");
    Files.writeString(
        folder.resolve("m.jsonl"), "{\"i\":1,\"o\":\"so\"}\nno json\n{\"i\":2,\"o\":[1]}\n");

    assertThat(AnswerFiles.read(folder).of("m")).hasSize(1);
  }

  @Test
  void aFolderWithoutAnswersSaysHowTheyLook() throws IOException {
    Files.writeString(folder.resolve("m.jsonl"), "{}\n");

    assertThatThrownBy(() -> AnswerFiles.read(folder)).hasMessageContaining("lines look like");
  }

  @Test
  void whatIsPubliclyKnownIsReadAndEachFactNamesItsSource() {
    Known known = Known.published();

    assertThat(known.models()).hasSizeGreaterThan(40);
    assertThat(known.models().values()).allSatisfy(one -> assertThat(one.source()).isNotBlank());
    assertThat(known.models().get("claude2-alpaca-13b").taughtBy("anthropic")).isTrue();
    var vicuna = known.models().get("vicuna-13b");
    assertThat(vicuna.unrelated(known.models().get("gpt4"))).isFalse();
    assertThat(vicuna.unrelated(known.models().get("guanaco-33b"))).as("one base").isFalse();
    assertThat(vicuna.unrelated(known.models().get("cohere"))).isTrue();
  }
}
