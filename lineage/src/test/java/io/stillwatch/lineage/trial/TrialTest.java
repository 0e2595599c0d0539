// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.lineage.lab.Curve;
import io.stillwatch.lineage.lab.Lab;
import io.stillwatch.lineage.lab.LabServer;
import io.stillwatch.lineage.lab.Learner;
import io.stillwatch.lineage.trial.Verdict.Origin;
import io.stillwatch.lineage.trial.Verdict.Reading;
import io.stillwatch.marks.Key;
import io.stillwatch.marks.served.ServedIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole test, over real HTTP.
class TrialTest {
  @TempDir private Path folder;

  @Test
  void aStudentOfOurOutputsIsFoundByEveryLayer() throws Exception {
    Rehearsal rehearsal = Rehearsal.of(folder, 1);
    try (LabServer server = rehearsal.serve(false, false)) {
      Verdict verdict = rehearsal.run(rehearsal.endpoint(server.address()));

      assertThat(verdict.reading()).isEqualTo(Reading.OVERWHELMING);
      assertThat(verdict.ours().textLogE(true)).isGreaterThan(Math.log(1e4));
      assertThat(verdict.ours().served().logE()).isGreaterThan(Math.log(1e4));
      assertThat(verdict.twins().logE()).isGreaterThan(Math.log(1e4));
      assertThat(verdict.decoys().p()).isEqualTo(1.0 / 1_000);
      assertThat(verdict.controls().campaigns().values())
          .hasSize(1)
          .allMatch(e -> e < Math.log(1e4));
      assertThat(verdict.twins().unusedLogE()).isLessThan(Math.log(1e4));
      assertThat(verdict.controls().clean().orElseThrow()).isLessThan(Math.log(1e4));
      assertThat(Evidence.verify(rehearsal.evidence())).isEmpty();
      assertThat(new VerdictReport(verdict, "abc").text()).contains("Result: overwhelming");
      assertThat(new VerdictReport(verdict, "abc").html()).contains("<svg");
    }
  }

  @Test
  void aStudentOfUnmarkedTextIsNotAccusedAndTheBoundSaysWhatWasExcluded() throws Exception {
    Rehearsal rehearsal = Rehearsal.of(folder, 0);
    try (LabServer server = rehearsal.serve(false, false)) {
      Verdict verdict = rehearsal.run(rehearsal.endpoint(server.address()));

      assertThat(verdict.reading()).isEqualTo(Reading.NOT_SHOWN);
      assertThat(verdict.logE()).isLessThan(Math.log(10));
      assertThat(verdict.bound().share().orElseThrow()).isBetween(0.0, 0.3);
    }
  }

  /// A clean model that is asked with marked text, and repeats what stands in it.
  @Test
  void aModelThatOnlyRepeatsItsPromptIsNotAccused() throws Exception {
    Rehearsal rehearsal = Rehearsal.of(folder, 0);
    Files.copy(
        folder.resolve("ours.jsonl"),
        folder.resolve("prompts.jsonl"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    Verdict verdict =
        rehearsal.run(question -> new Suspect.Reply(question.prompt(), 1, java.util.Map.of(), 1));

    assertThat(verdict.reading()).isEqualTo(Reading.NOT_SHOWN);
  }

  @Test
  void aLiveProxyOfOursIsToldFromAStudent() throws Exception {
    Rehearsal rehearsal = Rehearsal.of(folder, 0).with("[queries]", INDEXED);
    index(rehearsal, KeyFile.read(folder.resolve("keys.toml")).keys().getFirst());
    try (LabServer server = rehearsal.serve(true, false)) {
      Verdict verdict = rehearsal.run(rehearsal.endpoint(server.address()));

      assertThat(verdict.reading()).isEqualTo(Reading.PROXY);
      assertThat(verdict.controls().fresh().z()).isGreaterThan(6);
    }
  }

  @Test
  void aProxyIsMarkedEverywhereAndAStudentWhereWeServed() throws Exception {
    Rehearsal student = Rehearsal.of(folder, 0.5);
    try (LabServer server = student.serve(false, false)) {
      assertThat(student.run(student.endpoint(server.address())).controls().origin())
          .isEqualTo(Origin.SERVED);
    }
    Files.delete(student.evidence());
    try (LabServer server = student.serve(true, false)) {
      Verdict proxy = student.run(student.endpoint(server.address()));
      assertThat(proxy.controls().origin()).isEqualTo(Origin.BEYOND);
      assertThat(proxy.reading()).isEqualTo(Reading.OVERWHELMING);
      student.with("[queries]", INDEXED);
      index(student, KeyFile.read(folder.resolve("keys.toml")).keys().getFirst());
      Files.delete(student.evidence());
      assertThat(student.run(student.endpoint(server.address())).controls().origin())
          .isEqualTo(Origin.EVERYWHERE);
    }
  }

  /// The second key of the plan is the first under another name.
  @Test
  void anotherCampaignThatShowsTooIsNamedAndMakesNothingInvalid() throws Exception {
    Rehearsal rehearsal = Rehearsal.of(folder, 1);
    Path keys = folder.resolve("keys.toml");
    String text = Files.readString(keys);
    String ours = text.replaceAll("(?s).*?words = \\[\"(\\w+)\".*", "$1");
    String other = text.replaceAll("(?s).*words = \\[\"(\\w+)\".*", "$1");
    Files.writeString(keys, text.replace(other, ours));
    try (LabServer server = rehearsal.serve(false, false)) {
      Verdict verdict = rehearsal.run(rehearsal.endpoint(server.address()));

      assertThat(verdict.reading()).isEqualTo(Reading.OVERWHELMING);
      assertThat(verdict.controls().alsoShown()).containsExactly("another campaign");
      assertThat(new VerdictReport(verdict, "abc").text())
          .contains("It shows under another campaign too");
    }
  }

  @Test
  void aRandomKeyThatShowsMakesTheResultInvalid() throws Exception {
    Rehearsal rehearsal = Rehearsal.of(folder, 1);
    try (LabServer server = rehearsal.serve(false, false)) {
      Verdict sound = rehearsal.run(rehearsal.endpoint(server.address()));
      Verdict.Controls c = sound.controls();
      var alarm =
          new Verdict.Controls(
              c.campaigns(), Math.log(1e5), c.clean(), c.strength(), c.served(), c.fresh(), false);

      assertThat(sound.with(alarm).reading()).isEqualTo(Reading.INVALID);
    }
  }

  @Test
  void aNegativeResultSaysWhichExposureWouldHaveShown() throws Exception {
    Rehearsal rehearsal = Rehearsal.of(folder, 0);
    var setting = new Curve.Setting(Learner.NGRAM, new Lab.Size(2, 150, 60, 30, 150));
    Curve curve = Curve.of(Rehearsal.lab(), setting, List.of(0.0, 0.5, 1.0), 3, 10);
    Files.writeString(folder.resolve("curve.json"), curve.json());
    rehearsal.with("[controls]", "[bound]\ncurve = \"curve.json\"\n[controls]");
    try (LabServer server = rehearsal.serve(false, false)) {
      Verdict verdict = rehearsal.run(rehearsal.endpoint(server.address()));

      assertThat(verdict.bound().exposure().orElseThrow()).isIn(0.5, 1.0);
      assertThat(verdict.bound().served()).isBetween(0.0, 1.0);
    }
    Files.writeString(
        folder.resolve("curve.json"), curve.json().replace("\"window\":2", "\"window\":1"));
    Files.delete(rehearsal.evidence());
    assertThatThrownBy(() -> rehearsal.run(q -> new Suspect.Reply("x", 1, java.util.Map.of(), 1)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("window 1")
        .hasMessageContaining("stillwatch lab curve --window 2");
  }

  @Test
  void contextsInACircleAreNeitherAskedNorJudged() throws Exception {
    Rehearsal rehearsal = Rehearsal.of(folder, 1);
    Files.writeString(
        folder.resolve("served.jsonl"),
        """
        {"id":"a","text":"the lamp near the old river was cold"}
        {"id":"b","text":"was cold and then the lamp"}
        {"id":"c","text":"a bird and the boat"}
        """);
    var asked = new AtomicInteger();
    Verdict verdict =
        rehearsal.run(
            question -> {
              asked.addAndGet(question.goesOn() ? 1 : 0);
              return new Suspect.Reply("river", 1, java.util.Map.of(), 1);
            });

    assertThat(verdict.heard().circles()).isEqualTo(1);
    assertThat(asked).hasValue(2);
    assertThat(new VerdictReport(verdict, "abc").text()).contains("1 served contexts not asked");
  }

  @Test
  void anIndexOfWhatWasServedGivesFreeTextASecondEvalue() throws Exception {
    Rehearsal rehearsal = Rehearsal.of(folder, 0.2).with("[queries]", INDEXED);
    index(rehearsal, KeyFile.read(folder.resolve("keys.toml")).keys().getFirst());
    String registered = rehearsal.plan().commitment();
    try (LabServer server = rehearsal.serve(false, false)) {
      Verdict verdict = rehearsal.run(rehearsal.endpoint(server.address()));
      Exposure.Scored ours = verdict.ours();

      assertThat(ours.indexed().orElseThrow().pairs()).isBetween(20L, ours.text().pairs());
      assertThat(Exposure.excess(ours.indexed().orElseThrow()))
          .isGreaterThan(Exposure.excess(ours.text()));
      assertThat(new VerdictReport(verdict, "abc").text()).contains("L1 at indexed contexts");
    }
    ServedIndex.of(rehearsal.plan().secret().profile().under(Key.of("k", 1)), 10)
        .write(folder.resolve("ours.served"));
    assertThat(rehearsal.plan().commitment()).isNotEqualTo(registered);
  }

  @Test
  void anIndexOfAnotherKeyOrBesideAnEarlyStopIsRefused() throws Exception {
    Rehearsal rehearsal = Rehearsal.of(folder, 0).with("[queries]", INDEXED);
    index(rehearsal, Key.of("k", 1));
    assertThatThrownBy(() -> rehearsal.run(never()))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("another key");

    rehearsal.with("\"fixed\"", "\"early\"");
    assertThatThrownBy(rehearsal::plan)
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("fixed beside queries.index");
  }

  @Test
  void aMarkWhoseContextsShareTossesAllowsNoChoiceByWhatWasServed() throws Exception {
    Rehearsal rehearsal =
        Rehearsal.of(folder, 0).with("vllm-gumbel:window=2", "hf-kgw-self:vocabulary=4000");

    assertThatThrownBy(rehearsal::plan)
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("shares tosses");
    assertThat(rehearsal.with("served = \"served.jsonl\"", "").plan().queries().served()).isEmpty();
  }

  private static final String INDEXED = "[queries]\nindex = \"ours.served\"";

  private void index(Rehearsal rehearsal, Key key) throws IOException {
    Path file = folder.resolve("ours.served");
    Files.writeString(file, "");
    Plan.Secret secret = rehearsal.plan().secret();
    ServedIndex index = ServedIndex.of(secret.profile().under(key), 100_000);
    for (var row : Json.lines(folder.resolve("ours.jsonl"))) {
      index.add(secret.tokens().encode(Json.text(row, "text", "ours")));
    }
    index.write(file);
  }

  @Test
  void chancesAreTakenWhereTheyAreToldAndAreNotCountedTwice() throws Exception {
    Rehearsal rehearsal = Rehearsal.of(folder, 0.2).with("top-logprobs = 0", "top-logprobs = 20");
    try (LabServer server = rehearsal.serve(false, true)) {
      Verdict verdict = rehearsal.run(rehearsal.endpoint(server.address()));

      assertThat(verdict.ours().chances().contexts()).isGreaterThan(100);
      assertThat(verdict.ours().served().pairs()).isZero();
      assertThat(verdict.ours().chances().z()).isGreaterThan(5);
    }
  }

  @Test
  void whereNoChancesAreToldTheNextTokenServes() throws Exception {
    Rehearsal rehearsal = Rehearsal.of(folder, 1).with("top-logprobs = 0", "top-logprobs = 20");
    try (LabServer server = rehearsal.serve(false, false)) {
      Verdict verdict = rehearsal.run(rehearsal.endpoint(server.address()));

      assertThat(verdict.ours().chances().contexts()).isZero();
      assertThat(verdict.ours().served().pairs()).isGreaterThan(100);
    }
  }

  @Test
  void chatServesAsWell() throws Exception {
    Rehearsal rehearsal =
        Rehearsal.of(folder, 1)
            .with("\"completions\"", "\"chat\"")
            .with("top-logprobs = 0", "top-logprobs = 5");
    try (LabServer server = rehearsal.serve(false, true)) {
      Verdict verdict = rehearsal.run(rehearsal.endpoint(server.address()));

      assertThat(verdict.reading()).isEqualTo(Reading.OVERWHELMING);
      assertThat(verdict.ours().chances().contexts()).isPositive();
    }
  }

  @Test
  void aPlanThatMayStopEarlyStops() throws Exception {
    Rehearsal rehearsal = Rehearsal.of(folder, 1).with("\"fixed\"", "\"early\"");
    try (LabServer server = rehearsal.serve(false, false)) {
      Verdict verdict = rehearsal.run(rehearsal.endpoint(server.address()));

      assertThat(verdict.logE()).isGreaterThanOrEqualTo(Math.log(1e4));
      assertThat(verdict.heard().answers()).isLessThan(100);
    }
  }

  @Test
  void aTestThatWasInterruptedAsksNothingTwiceAndEndsTheSame() throws Exception {
    Rehearsal rehearsal = Rehearsal.of(folder, 0.2);
    try (LabServer server = rehearsal.serve(false, false)) {
      Endpoint endpoint = rehearsal.endpoint(server.address());
      var asked = new AtomicInteger();
      Suspect dies =
          question -> {
            if (asked.incrementAndGet() > 100) {
              throw new IOException("the process dies here");
            }
            return endpoint.ask(question);
          };
      assertThatThrownBy(() -> rehearsal.run(dies)).hasMessageContaining("dies here");
      Suspect counts =
          question -> {
            asked.incrementAndGet();
            return endpoint.ask(question);
          };

      Verdict verdict = rehearsal.run(counts);

      assertThat(asked.get()).isEqualTo((int) verdict.heard().answers() + 1);
      assertThat(Evidence.verify(rehearsal.evidence())).isEmpty();
      assertThat(rehearsal.run(never()).figures()).isEqualTo(verdict.figures());
    }
  }

  @Test
  void aChangedPlanIsRefused() throws Exception {
    Rehearsal rehearsal = Rehearsal.of(folder, 0);
    String registered = rehearsal.plan().commitment();
    rehearsal.with("alpha = 0.0001", "alpha = 0.05");

    assertThatThrownBy(
            () ->
                new Trial(rehearsal.plan(), Rehearsal.CLOCK)
                    .run(never(), "it", rehearsal.evidence(), registered))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("not what was registered");
  }

  @Test
  void changedPromptsAndKeysAreRefusedToo() throws Exception {
    Rehearsal rehearsal = Rehearsal.of(folder, 0);
    String registered = rehearsal.plan().commitment();
    Files.writeString(folder.resolve("prompts.jsonl"), "{\"id\":\"1\",\"text\":\"other\"}\n");
    assertThat(rehearsal.plan().commitment()).isNotEqualTo(registered);

    Rehearsal again = Rehearsal.of(folder, 0);
    assertThat(again.plan().commitment()).isEqualTo(registered);
    Files.writeString(
        folder.resolve("keys.toml"),
        Files.readString(folder.resolve("keys.toml")).replace("rehearsal\"", "renamed\""));
    assertThat(again.plan().commitment()).isNotEqualTo(registered);
  }

  @Test
  void theBudgetEndsATestAndTheEvidenceSaysSo() throws Exception {
    Rehearsal rehearsal = Rehearsal.of(folder, 1).with("requests = 100000", "requests = 30");
    try (LabServer server = rehearsal.serve(false, false)) {
      Verdict verdict = rehearsal.run(rehearsal.endpoint(server.address()));

      assertThat(verdict.heard().answers()).isEqualTo(30);
      assertThat(Files.readString(rehearsal.evidence())).contains("\"kind\":\"budget\"");
    }
  }

  @Test
  void theEvidenceHoldsNoKey() throws Exception {
    Rehearsal rehearsal = Rehearsal.of(folder, 0).with("requests = 100000", "requests = 3");
    String word =
        Files.readString(folder.resolve("keys.toml"))
            .replaceAll("(?s).*?words = \\[\"(\\w+)\".*", "$1");
    try (LabServer server = rehearsal.serve(false, false)) {
      rehearsal.run(rehearsal.endpoint(server.address()));
    }

    assertThat(word).hasSize(16);
    assertThat(Files.readString(rehearsal.evidence()))
        .doesNotContain(word)
        .doesNotContain("sk-secret");
  }

  private static Suspect never() {
    return question -> {
      throw new IOException("asked again");
    };
  }
}
