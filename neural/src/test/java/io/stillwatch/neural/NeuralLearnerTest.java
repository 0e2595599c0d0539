// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import io.stillwatch.lineage.lab.Bench;
import io.stillwatch.lineage.lab.Curve;
import io.stillwatch.lineage.lab.Lab;
import io.stillwatch.lineage.lab.LanguageModel;
import io.stillwatch.lineage.lab.Learner;
import io.stillwatch.lineage.lab.NextToken;
import io.stillwatch.lineage.lab.Outcome;
import io.stillwatch.stats.Draw;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeuralLearnerTest {
  /// Sixty words, so that a few hundred documents teach them.
  private static final Lab LAB = Lab.of(sentences(1_000));

  private static final Learner NEURAL = Learner.named("neural");

  private static String sentences(int count) {
    var draw = new Draw(7);
    return IntStream.range(0, count)
        .mapToObj(i -> "the a%s n%s v%s the a%s n%s .".formatted(words(draw)))
        .collect(Collectors.joining(" "));
  }

  private static Object[] words(Draw draw) {
    return Stream.generate(() -> "abcdefghijklmnopqrst".charAt(draw.nextInt(20)))
        .limit(5)
        .toArray();
  }

  private static Learner.Lessons oneLesson(long seed) {
    List<int[]> documents =
        IntStream.range(0, 160).mapToObj(i -> new int[] {1, 2, 3 + i % 2, 5}).toList();
    return new Learner.Lessons(documents.subList(0, 20), documents, 6, seed);
  }

  @Test
  void theLibraryIsPyTorchAndNothingIsFetched() {
    NEURAL.learn(oneLesson(1));

    assertThat(Engine.getInstance().getEngineName()).isEqualTo("PyTorch");
    assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
  }

  @Test
  void itLearnsWhatFollows() {
    LanguageModel model = NEURAL.learn(oneLesson(1));

    NextToken third = model.after(new int[] {1, 2}, 2);
    assertThat(third.top(2)).extracting(Map.Entry::getKey).containsExactlyInAnyOrder(3, 4);
    assertThat(third.top(2)).allSatisfy(one -> assertThat(one.getValue()).isBetween(0.3, 0.7));
    assertThat(model.after(new int[] {1, 2, 3, 0}, 3).top(1).getFirst().getKey()).isEqualTo(5);
  }

  @Test
  void manyAtOnceIsOneByOne() {
    LanguageModel model = NEURAL.learn(oneLesson(1));
    List<int[]> contexts = List.of(new int[] {}, new int[] {1, 2, 4}, new int[] {1});

    List<NextToken> together = model.after(contexts).toList();

    for (int i = 0; i < contexts.size(); i++) {
      int[] context = contexts.get(i);
      NextToken alone = model.after(context, context.length);
      assertThat(together.get(i).top(1).getFirst().getKey())
          .isEqualTo(alone.top(1).getFirst().getKey());
      assertThat(together.get(i).top(1).getFirst().getValue())
          .isCloseTo(alone.top(1).getFirst().getValue(), org.assertj.core.data.Offset.offset(1e-5));
    }
  }

  /// A reply written at once is the one that is drawn token by token.
  @Test
  void repliesFollowTheChances() {
    LanguageModel model = NEURAL.learn(oneLesson(1));
    List<int[]> prompts = IntStream.range(0, 200).mapToObj(i -> new int[] {1}).toList();

    List<int[]> replies = model.answers(prompts, 3, new Draw(3));

    assertThat(replies).hasSize(200);
    assertThat(replies.stream().filter(one -> one[0] == 2 && one[2] == 5).count())
        .isGreaterThan(180);
    assertThat(replies.stream().filter(one -> one[1] == 3).count()).isBetween(60L, 140L);
  }

  @Test
  void aStudentOfMarkedTextIsFoundAndACleanOneIsNot() {
    var size = new Lab.Size(1, 300, 40, 60, 100);

    Outcome full = LAB.run(NEURAL, size, 1, 2);
    Outcome clean = LAB.run(NEURAL, size, 0, 2);

    assertThat(full.scores().logE()).isGreaterThan(2);
    assertThat(clean.scores().logE()).isLessThan(2);
    assertThat(clean.told().logE()).isLessThan(2);
    assertThat(full.scores().worst()).isLessThan(2);
  }

  /// Each thread begins with PyTorch's gradients on, where weights cannot be changed.
  @Test
  void anyThreadMayLearn() throws Exception {
    try (var threads = Executors.newFixedThreadPool(2)) {
      List<Callable<LanguageModel>> work =
          List.of(() -> NEURAL.learn(oneLesson(1)), () -> NEURAL.learn(oneLesson(1)));
      for (Future<LanguageModel> one : threads.invokeAll(work)) {
        assertThat(one.get().answers(List.of(new int[] {1}), 2, new Draw(1))).hasSize(1);
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameStudent() {
    var size = new Lab.Size(1, 30, 20, 5, 10);

    assertThat(LAB.run(NEURAL, size, 0.5, 4)).isEqualTo(LAB.run(NEURAL, size, 0.5, 4));
  }

  @Test
  void aStudentIsKeptAndServedAgain(@TempDir Path folder) throws Exception {
    var setting = new Curve.Setting(NEURAL, new Lab.Size(1, 30, 20, 5, 10));
    Bench.make(LAB, setting, 0.5, 4).write(folder);
    assertThat(folder.resolve("student.weights")).isNotEmptyFile();
    byte[] kept = Files.readAllBytes(folder.resolve("student.weights"));

    LanguageModel first = Bench.load(folder, false, true).model();
    LanguageModel again = Bench.load(folder, false, true).model();

    assertThat(first.after(new int[] {1, 2}, 2).top(3))
        .isEqualTo(again.after(new int[] {1, 2}, 2).top(3));
    assertThat(folder.resolve("student.weights")).hasBinaryContent(kept);
  }

  @Test
  void weightsThatAreNoneAreRefused(@TempDir Path folder) throws Exception {
    Path broken = Files.writeString(folder.resolve("student.weights"), "not weights");

    assertThatThrownBy(() -> NEURAL.learn(oneLesson(1), broken))
        .isInstanceOf(io.stillwatch.lineage.trial.BadInput.class)
        .hasMessageContaining("lab make");
  }
}
