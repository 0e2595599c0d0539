// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.Main;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.lineage.lab.Bench;
import io.stillwatch.lineage.lab.LabServer;
import io.stillwatch.lineage.trial.Json;
import io.stillwatch.marks.keys.KeyFolder;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

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

  /// A proxy of ours: what the suspect is asked stands in our own log.
  @Test
  void aTracerThatComesBackIsNamedWithTheAccountThatBroughtIt() throws IOException {
    Path out = folder.resolve("lab");
    assertThat(run("lab", "make", "--out=" + out, "--documents=20", "--exposure=1")).isZero();
    Path plan = out.resolve("plan.toml");
    Files.writeString(
        plan, Files.readString(plan).replace("[controls]", "[controls]\ntracers = 2"));
    assertThat(run("lineage", "register", plan.toString())).isZero();
    Path evidence = folder.resolve("theirs.jsonl");
    try (LabServer server = LabServer.start(0, Bench.load(out, true, false))) {
      assertThat(
              run(
                  "lineage",
                  "test",
                  "--suspect=" + server.address(),
                  "--plan=" + plan,
                  "--evidence=" + evidence))
          .isZero();
    }
    assertThat(said.toString()).contains("2 tracers were asked");
    JsonNode asked =
        Json.lines(evidence).stream()
            .filter(line -> line.path("query").asString("").equals("tracer/1"))
            .findFirst()
            .orElseThrow();
    Path log = folder.resolve("log.jsonl");
    Files.writeString(
        log,
        Json.canonical(
                Map.of(
                    "ts", "2026-03-02T00:00:51Z",
                    "request_id", "req_9",
                    "account_id", "acct_relay",
                    "messages",
                        List.of(
                            Map.of("role", "user", "content", asked.path("prompt").asString()))))
            + "\nnot a line\n");

    assertThat(run("lineage", "traced", evidence.toString(), log.toString())).isZero();
    assertThat(said.toString())
        .contains("2 tracers, 1 exchanges read, 1 lines rejected: 1 came back.")
        .contains("acct_relay")
        .contains("req_9");
    assertThat(run("lineage", "traced", evidence.toString(), log.toString(), "--json")).isZero();
    assertThat(said.toString()).contains("\"query\":\"tracer/1\"");
  }

  @Test
  void aTestOfOurKeysTakesTwoPeople() throws IOException {
    Path out = folder.resolve("lab");
    assertThat(run("lab", "make", "--out=" + out, "--documents=20")).isZero();
    Path plan = out.resolve("plan.toml");
    Files.writeString(
        plan,
        Files.readString(plan)
            .replace("[secret]", "[secret]\nfolder = \"marks\"")
            .replace("requests = 100000", "requests = 3"));
    assertThat(run("lineage", "register", plan.toString())).isZero();
    String commitment = said.toString().strip().lines().toList().getLast();
    var keys = new KeyFolder(out.resolve("marks"), InstantSource.system());
    try (LabServer server = LabServer.start(0, Bench.load(out, false, false))) {
      String[] test = {
        "lineage",
        "test",
        "--suspect=" + server.address(),
        "--plan=" + plan,
        "--evidence=" + folder.resolve("theirs.jsonl")
      };
      assertThat(run(test)).isEqualTo(Exit.UNUSABLE.code());
      assertThat(said.toString()).contains("has 0 of 2 approvals");
      for (String person : List.of("alice", "bob")) {
        keys.approve(commitment, person, keys.addPerson(person));
      }
      assertThat(run(test)).isZero();
    }
  }

  @Test
  void evidenceWithoutTracersAndLogsThatAreNotThereAreErrorsWithAWayOut() throws IOException {
    Path file = Files.writeString(folder.resolve("e.jsonl"), "");

    assertThat(run("lineage", "traced", file.toString(), file.toString()))
        .isEqualTo(Exit.UNUSABLE.code());
    assertThat(said.toString()).contains("controls.tracers");
    assertThat(run("lineage", "traced", file.toString(), folder.resolve("none").toString()))
        .isEqualTo(Exit.UNUSABLE.code());
    assertThat(said.toString()).contains("name a file, or a folder of logs");
  }
}
