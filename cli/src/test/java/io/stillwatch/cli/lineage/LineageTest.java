// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.Main;
import io.stillwatch.cli.kit.Exit;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageTest {
  @TempDir private Path folder;

  private final StringWriter said = new StringWriter();

  private int run(String... args) {
    return Main.run(said, args);
  }

  @Test
  void answersAreComparedAndThePageIsWritten() throws IOException {
    for (String model : List.of("ours", "theirs", "a", "b", "c")) {
      var lines = new StringBuilder();
      for (int i = 0; i < 25; i++) {
        lines.append(
            "{\"prompt\":\"%d\",\"answer\":\"%s says %d of it.\"}\n".formatted(i, model, i));
      }
      Files.writeString(folder.resolve(model + ".jsonl"), lines);
    }

    int code =
        run(
            "lineage",
            "compare",
            folder.toString(),
            "--teacher=ours",
            "--suspect=theirs",
            "--control=a,b,c",
            "--html=" + folder.resolve("report.html"));

    assertThat(code).isZero();
    assertThat(said.toString()).contains("theirs against ours, beyond 3 controls, on 25 prompts");
    assertThat(folder.resolve("report.html")).content().contains("<svg");
  }

  @Test
  void tooFewControlsAreAUsageError() throws IOException {
    Files.writeString(folder.resolve("ours.jsonl"), "{\"prompt\":\"1\",\"answer\":\"x\"}\n");

    assertThat(
            run(
                "lineage",
                "compare",
                folder.toString(),
                "--teacher=ours",
                "--suspect=x",
                "--control=a"))
        .isEqualTo(Exit.USAGE.code());
    assertThat(said.toString()).contains("there are no answers of x");
  }

  @Test
  void aNeuralStudentInABuildWithoutItIsAnErrorThatSaysHowToGetIt() {
    assertThat(run("lab", "curve", "--student=neural")).isEqualTo(Exit.UNUSABLE.code());
    assertThat(said.toString())
        .contains("./mvnw -Pquick,neural -DskipTests -pl cli -am package")
        .contains("--student ngram");
  }

  @Test
  void aPlanThatWasNotRegisteredIsRefusedAndARegisteredOneHasAHash() throws IOException {
    Path text =
        Files.writeString(folder.resolve("text.txt"), "the lamp by the old sea ".repeat(500));
    Path out = folder.resolve("lab");
    assertThat(run("lab", "make", "--out=" + out, "--documents=20", "--text=" + text)).isZero();
    String plan = out.resolve("plan.toml").toString();

    assertThat(
            run(
                "lineage",
                "test",
                "--suspect=http://127.0.0.1:1/v1",
                "--plan=" + plan,
                "--evidence=" + folder.resolve("e.jsonl")))
        .isEqualTo(Exit.UNUSABLE.code());
    assertThat(said.toString()).contains("is not registered");
    assertThat(run("lineage", "register", plan)).isZero();
    assertThat(said.toString()).containsPattern("(?m)^[0-9a-f]{64}$");
  }

  @Test
  void evidenceThatIsNotSealedIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("e.jsonl"), "");

    assertThat(run("lineage", "verify", file.toString())).isEqualTo(Exit.FAILED.code());
    assertThat(said.toString()).contains("is not sealed");
  }
}
