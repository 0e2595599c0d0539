// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.lineage.trial.BadInput;
import io.stillwatch.lineage.trial.WordTokens;
import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Step;
import io.stillwatch.marks.profiles.VllmGumbel;
import io.stillwatch.stats.Draw;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabTest {
  private static Lab lab = Lab.of(Lab.ownText(1_000, 1));

  @BeforeAll
  static void aSmallLaboratory() {
    lab = Lab.of(Lab.ownText(4_000, 1));
  }

  private static Lab.Size size(int window) {
    return new Lab.Size(window, 120, 60, 30, 150);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void aStudentOfMarkedTextIsFound(int window) {
    assertThat(lab.run(Learner.NGRAM, size(window), 1, 3).scores().logE()).isGreaterThan(8);
  }

  @Test
  void moreExposureIsMoreEvidence() {
    Curve curve =
        Curve.of(lab, new Curve.Setting(Learner.NGRAM, size(2)), List.of(0.0, 0.2, 1.0), 3, 10);

    List<Double> medians = curve.points().stream().map(Curve.Point::median).toList();
    assertThat(medians.getFirst()).isLessThan(1);
    assertThat(medians).isSorted();
    assertThat(curve.points().getLast().reached(4)).isEqualTo(1);
    assertThat(curve.text()).contains("100.00%");
    assertThat(curve.svg()).startsWith("<svg").contains("polyline");
  }

  /// Under the null the mean of an e-value is at most 1, so one in a hundred reaches 100 at most.
  @Test
  void studentsOfUnmarkedTextAreNotAccused() {
    Curve.Point clean =
        Curve.of(lab, new Curve.Setting(Learner.NGRAM, size(2)), List.of(0.0), 20, 100)
            .points()
            .getFirst();

    assertThat(clean.outcomes()).hasSize(20).allMatch(one -> one.scores().logE() < 2);
  }

  @Test
  void aKeyIsRankedAmongRandomOnesWhereThatIsAskedFor() {
    Lab ranking = lab.ranking(99);

    assertThat(ranking.run(Learner.NGRAM, size(2), 1, 3).decoyP()).isEqualTo(0.01);
    assertThat(ranking.run(Learner.NGRAM, size(2), 0, 3).decoyP()).isBetween(0.02, 1.0);
    assertThat(lab.run(Learner.NGRAM, size(2), 1, 3).decoyP()).isEqualTo(1);
  }

  @Test
  void wrongKeysStaySilentOnTheFullestStudent() {
    assertThat(lab.run(Learner.NGRAM, size(2), 1, 4).scores().worst()).isLessThan(4);
  }

  @Test
  void theSameSeedGivesTheSameFigures() {
    assertThat(lab.run(Learner.NGRAM, size(2), 0.2, 9))
        .isEqualTo(lab.run(Learner.NGRAM, size(2), 0.2, 9));
  }

  /// The race over the few tokens that can follow is the engine's over the whole vocabulary.
  @Test
  void aShortRaceIsTheLongRace() {
    Mark mark = new VllmGumbel(2).under(Key.of("k", 42));
    var draw = new Draw(1);
    List<int[]> documents = lab.written(20, 40, List.of(mark), draw);
    for (int[] document : documents) {
      for (int at = 2; at < 10; at++) {
        NextToken chances = lab.teacher().after(document, at);
        double[] all = new double[lab.tokens().size()];
        for (int i = 0; i < chances.size(); i++) {
          all[chances.token(i)] = chances.chance(i);
        }
        Step step = mark.after(document, at - 2, at);
        int[] ids = Arrays.copyOf(document, at + 1);
        assertThat(Voice.marked(mark, draw).draw(chances, ids, 0, at))
            .isEqualTo(step.draw(all, new Random(1)));
        assertThat(Arrays.stream(all).sum())
            .isCloseTo(1, org.assertj.core.data.Offset.offset(1e-9));
      }
    }
  }

  @Test
  void aModelLearnsWhatFollows() {
    var model = new NGram();
    for (int i = 0; i < 100; i++) {
      model.learn(new int[] {1, 2, 3, 4});
      model.learn(new int[] {5, 2, 3, 6});
    }

    assertThat(model.after(new int[] {1, 2, 3}, 3).top(1).getFirst().getKey()).isEqualTo(4);
    assertThat(model.after(new int[] {5, 2, 3}, 3).top(1).getFirst().getKey()).isEqualTo(6);
    assertThat(model.learned()).isEqualTo(800);
  }

  @Test
  void aBuildWithoutTheLibrarySaysHowToGetIt() {
    assertThatThrownBy(() -> Learner.named("neural"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("./mvnw -Pquick,neural")
        .hasMessageContaining("--student ngram");
    assertThatThrownBy(() -> Learner.named("oracle")).hasMessageContaining("ngram or neural");
  }

  @Test
  void tokensComeBackFromText() {
    WordTokens tokens = lab.tokens();
    int[] ids = tokens.ids("The lamp, near the river: it's old!");

    assertThat(tokens.ids(tokens.text(ids))).isEqualTo(ids);
  }

  @Test
  void aTextThatTeachesNothingIsRefused() {
    assertThatThrownBy(() -> Lab.of("too short")).hasMessageContaining("2,000 or more");
  }
}
