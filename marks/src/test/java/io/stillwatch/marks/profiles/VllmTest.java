// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Passage;
import io.stillwatch.marks.Scorer;
import io.stillwatch.marks.Tally;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Golden words of vLLM's hash; the first four are in the engine's own tests.
class VllmTest {
  private static final Key KEY = Key.of("42", 42);

  @Test
  void philoxGivesItsKnownAnswers() {
    assertThat(words(new Philox(0, 0, 0, 0).under(0, 0)))
        .containsExactly(1713891541L, 3781805453L, 3159862348L, 2600524760L);
    assertThat(words(new Philox(-1, -1, -1, -1).under(-1, -1)))
        .containsExactly(1083123565L, 1103641358L, 2718681030L, 1834242557L);
  }

  @ParameterizedTest
  @CsvSource({
    "1 2 3 4, 7, 425429266",
    "1 2 3 4, 8, 2706218805",
    "4 5 6 7, 7, 2494036831",
    "4 5 6 7, 8, 3424185538",
    "-1 -1 -1 -1, 5, 1567897287",
    "-1 -1 -1 9, 5, 1535902337",
    "-1 -1 9 10, 5, 2835636143",
    "9, 5, 2713350821",
    "9 10, 5, 2608560133",
    "9 10 11 12 13, 5, 3584509179",
    "1 2 3 4 5 6 7 8, 5, 4113742588"
  })
  void everyWordIsTheEngines(String context, int token, long word) {
    int[] ids = ids(context);
    var state = new VllmWords(42, ids.length).after(ids, 0, ids.length);

    assertThat(Integer.toUnsignedLong(state.word(token))).isEqualTo(word);
  }

  @Test
  void aShortContextIsPaddedInFront() {
    int[] ids = {9, 10};

    var state = new VllmWords(42, 4).after(ids, 0, 2);

    assertThat(Integer.toUnsignedLong(state.word(5))).isEqualTo(2835636143L);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2817815561", "1, 2486990245", "2, 578704209",
    "3, 2542666107", "4, 3899776263", "128255, 3766563003"
  })
  void aKeyOfAllSixtyFourBitsIsTakenWhole(int token, long word) {
    var state = new VllmWords(0xfedcba9876543210L, 4).after(new int[] {1, 2, 3, 4}, 0, 4);

    assertThat(Integer.toUnsignedLong(state.word(token))).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource({"1, 2252468357", "4294967296, 3887404028", "4294967301, 1009302726"})
  void aStreamHasWordsOfItsOwn(long stream, long word) {
    var state = new VllmWords(42, 4).after(new int[] {1, 2, 3, 4}, 0, 4);

    assertThat(Integer.toUnsignedLong(state.block(7, stream).word(7))).isEqualTo(word);
  }

  @Test
  void twoKeysAreDerivedFromOne() {
    assertThat(VllmDualGumbel.derived("key_a", 42)).isEqualTo(37150756557148556L);
    assertThat(Long.toUnsignedString(VllmDualGumbel.derived("key_b", 42)))
        .isEqualTo("15826636237805488045");
  }

  @Test
  void anUnmarkedReplyScoresAsTheEngineScoresIt() {
    Tally tally = tally(IntStream.range(100, 140).toArray());

    assertThat(tally.pairs()).isEqualTo(40);
    assertThat(tally.once()).isCloseTo(29.279471946939722, within(1e-6));
    assertThat(tally.logP()).isCloseTo(-0.03484973698538285, within(1e-6));
  }

  @Test
  void aMarkedReplyScoresAsTheEngineScoresIt() {
    int[] reply = {
      20, 1, 13, 39, 56, 45, 45, 62, 13, 29, 51, 27, 2, 4, 55, 0, 31, 5, 26, 39, 62, 10, 38, 40, 36,
      32, 53, 6, 53, 6, 18, 7
    };

    Tally tally = tally(reply);

    assertThat(tally.once()).isCloseTo(157.05402090052308, within(1e-6));
    assertThat(tally.logP()).isCloseTo(-78.1739922998209, within(1e-5));
    assertThat(generated(reply.length)).isEqualTo(reply);
  }

  @Test
  void blocksOfFourDrawTheSameTokenAsOneByOne() {
    var random = new SplittableRandom(5);
    for (int i = 0; i < 50; i++) {
      int[] ids = random.ints(4, 0, 1000).toArray();
      double[] p = random.doubles(1 + random.nextInt(50)).toArray();
      var at = new VllmGumbel.At(new VllmWords(random.nextLong(), 4).after(ids, 0, 4));
      Uniforms plain = at::uniform;

      assertThat(at.draw(p, random)).isEqualTo(plain.draw(p, random));
    }
  }

  @Test
  void aKeyOfAnotherShapeIsRefused() {
    assertThatThrownBy(() -> new VllmGumbel(4).under(Key.of("pair", 1, 2)))
        .hasMessage("key pair has 2 words; vllm-gumbel takes 1");
  }

  private static Tally tally(int[] reply) {
    var mark = new VllmGumbel(4).under(KEY);
    var scorer = new Scorer(List.of(mark), 1000);
    scorer.add(Passage.of(reply));
    return scorer.tally(mark);
  }

  /// What a model with no preference among 64 tokens says under the key.
  private static int[] generated(int length) {
    double[] even = new double[64];
    java.util.Arrays.fill(even, 1.0 / 64);
    var text =
        new io.stillwatch.marks.MarkedText(
            new VllmGumbel(4).under(KEY), new int[0], new SplittableRandom(1));
    IntStream.range(0, length).forEach(i -> text.next(even));
    return text.reply();
  }

  private static long[] words(Philox out) {
    return IntStream.range(0, 4).mapToLong(i -> Integer.toUnsignedLong(out.word(i))).toArray();
  }

  private static int[] ids(String words) {
    return java.util.Arrays.stream(words.split(" ")).mapToInt(Integer::parseInt).toArray();
  }
}
