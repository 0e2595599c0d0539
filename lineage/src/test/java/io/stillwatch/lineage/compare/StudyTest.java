// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.lineage.compare.Study.OfTeacher;
import io.stillwatch.lineage.compare.Study.Tie;
import io.stillwatch.stats.Draw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A world of one teacher, two students by outputs, one by weights, and six others.
class StudyTest {
  private static final List<String> WORDS =
      List.of("lamp", "river", "often", "seems", "older", "bridge", "turns", "green", "stone");

  @TempDir private Path folder;

  private Known known() throws IOException {
    var lines = new StringBuilder("model,family,base,taught,confidence,source\n");
    lines.append("teacher,big,own,none,assumed,x\n");
    lines.append("s1,small,own,big,stated,x\ns2,other,own,big,stated,x\n");
    lines.append("tuned,tuners,big,?,stated,x\n");
    for (int i = 0; i < 6; i++) {
      lines.append("c%d,f%d,own,none,reported,x\n".formatted(i, i));
    }
    return Known.read(Files.writeString(folder.resolve("known.csv"), lines));
  }

  private static Map<String, String> answers(String model, double taken) {
    var all = new TreeMap<String, String>();
    for (int p = 0; p < 30; p++) {
      var own = new Draw(31L * model.hashCode() + p);
      var theirs = new Draw(31L * "teacher".hashCode() + p);
      var text = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        String mine = WORDS.get(own.nextInt(WORDS.size()));
        String other = WORDS.get(theirs.nextInt(WORDS.size()));
        text.append(new Draw(model.hashCode() + i / 8 + p).nextDouble() < taken ? other : mine)
            .append(' ');
      }
      all.put("p" + p, text.toString());
    }
    return all;
  }

  private static Answers answers() {
    Answers all =
        new Answers(new TreeMap<>())
            .with("teacher", answers("teacher", 1))
            .with("s1", answers("s1", 0.4))
            .with("s2", answers("s2", 0.4))
            .with("tuned", answers("tuned", 0.6))
            .with("nobody knows", answers("nobody knows", 0));
    for (int i = 0; i < 6; i++) {
      all = all.with("c" + i, answers("c" + i, 0));
    }
    return all;
  }

  @Test
  void studentsAreHeldAgainstOthersByTie() throws IOException {
    Study study = Study.of(answers(), known());

    assertThat(study.models()).hasSize(10).doesNotContainKey("nobody knows");
    OfTeacher outputs = row(study, Tie.OUTPUTS);
    assertThat(outputs.students()).extracting(Comparison::suspect).containsExactly("s1", "s2");
    assertThat(outputs.others()).hasSize(6);
    assertThat(outputs.auc()).isEqualTo(1);
    assertThat(outputs.first()).isEqualTo(1);
    assertThat(study.familyP(outputs))
        .as("1 of 28 ways")
        .isBetween(1 / 28.0 - 1e-9, 1 / 28.0 + 1e-9);
    assertThat(study.auc(Tie.WEIGHTS, Optional.of(Trait.PHRASES))).isEqualTo(1);
    assertThat(row(study, Tie.WEIGHTS).students())
        .extracting(Comparison::suspect)
        .containsExactly("tuned");
  }

  @Test
  void pairsThatNothingTiesAreCountedWithAnInterval() throws IOException {
    Study study = Study.of(answers(), known());

    assertThat(study.innocent()).noneMatch(c -> c.suspect().equals("tuned"));
    Study.Share all = study.innocent(one -> true);
    assertThat(all.of()).isEqualTo(1);
    Study.Share low = study.innocent(one -> one.standing().p() <= 0.2);
    assertThat(low.low()).isLessThanOrEqualTo(low.of());
    assertThat(low.high()).isGreaterThanOrEqualTo(low.of()).isLessThan(1);
    assertThat(study.innocent())
        .allSatisfy(
            one -> assertThat(study.overFamilies(one)).isGreaterThanOrEqualTo(one.floor() - 1e-9));
  }

  @Test
  void theReportHasTeachersTraitsAndPairs() throws IOException {
    var report = new StudyReport(Study.of(answers(), known()));

    assertThat(report.text()).contains("teacher", "outputs", "rare phrases", "OVER FAMILIES");
    assertThat(report.svg()).startsWith("<svg");
    assertThat(report.figures()).containsEntry("models", 10);
  }

  @Test
  void aListThatSaysLessThanItMustIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("k.csv"), "a,b,own,none,perhaps,x\n");
    assertThatThrownBy(() -> Known.read(file)).hasMessageContaining("confidence is stated");
    Files.writeString(file, "a,b,own,none\n");
    assertThatThrownBy(() -> Known.read(file)).hasMessageContaining("a line has model,family");
    assertThatThrownBy(() -> Study.of(new Answers(new TreeMap<>()), Known.published()))
        .hasMessageContaining("0 models whose descent is known");
  }

  private static OfTeacher row(Study study, Tie tie) {
    return study.teachers().stream()
        .filter(one -> one.tie() == tie && one.teacher().equals("teacher"))
        .findFirst()
        .orElseThrow();
  }
}
