// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
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

  private String complaint(String... lines) throws IOException {
    Files.writeString(folder.resolve("m.jsonl"), String.join("\n", lines));
    try {
      AnswerFiles.read(folder);
      return "";
    } catch (IOException wrong) {
      return wrong.getMessage();
    }
  }

  @Test
  void promptsBesideAnswersArePassedOverAndGiveTheirRightAnswers() throws IOException {
    Files.writeString(
        folder.resolve("prompts.jsonl"), "{\"i\":1,\"instruction\":\"why?\",\"gold\":\"42\"}\n");
    Files.writeString(folder.resolve("m.jsonl"), "{\"i\":1,\"o\":\"so\"}\n{\"i\":2,\"o\":null}\n");

    Answers answers = AnswerFiles.read(folder);

    assertThat(answers.of("m")).containsOnlyKeys("1");
    assertThat(answers.gold()).containsEntry("1", "42");
  }

  @Test
  void aBrokenLineIsAnErrorThatNamesFileLineAndRule() throws IOException {
    String good = "{\"i\":1,\"o\":\"so\"}";
    assertThat(complaint(good, "no json")).contains("m.jsonl, line 2 is not JSON");
    assertThat(complaint(good, "[1]")).contains("line 2 is not a JSON object");
    assertThat(complaint(good, "{\"i\":2,\"o\":[1]}")).contains("line 2 has no answer: one of");
    assertThat(complaint(good, "{\"o\":\"x\"}")).contains("line 2 has no prompt: one of");
    assertThat(complaint(good, "{\"i\":1,\"o\":\"other\"}"))
        .contains("second, different answer to 1");
    assertThat(complaint(good, good)).isEmpty();
  }

  @Test
  void otherLayoutsAreReadByNamingTheirFieldsAndFiles() throws IOException {
    Files.writeString(
        folder.resolve("v1.big.jsonl"), "{\"query\":\"q\",\"trick\":\"t\",\"said\":\"a\"}\n");
    Files.writeString(folder.resolve("v2.big.jsonl"), "not read");
    var fields =
        new AnswerFields(
            List.of("trick+query"),
            List.of("said"),
            List.of("model"),
            List.of("gold"),
            Pattern.compile("v1\\.(.+)"));

    Answers answers = AnswerFiles.read(List.of(folder), fields);

    assertThat(answers.of("big")).containsEntry("t + q", "a");
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
    assertThat(vicuna.unrelated(known.models().get("llama-2-13b-chat-hf")))
        .as("its base")
        .isFalse();
    var chimera = known.models().get("tngtech_deepseek-r1t-chimera");
    assertThat(chimera.madeFrom(known.models().get("deepseek_deepseek-r1"))).isTrue();
    assertThat(chimera.taught()).as("unknown stays unknown").isEmpty();
  }
}
