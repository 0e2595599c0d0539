// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.MarkedText;
import io.stillwatch.marks.Pairing;
import io.stillwatch.marks.Passage;
import io.stillwatch.marks.Scorer;
import io.stillwatch.marks.Tally;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Hashes of SGLang's own detector test.
class SglangTest {
  private static final long FIRST = 0x0123456789abcdefL;
  private static final long SECOND = 0xfedcba9876543210L;
  private static final int[] TOKENS = {0, 1, 17, 8191, 8192, 16396};
  private static final int[] PROMPT = {100, 200, 300, 400};
  private static final int[] REPLY = {
    5, 33, 16, 8, 25, 28, 63, 47, 41, 27, 3, 6, 4, 13, 22, 2, 48, 32, 2, 52, 27, 41, 60, 45, 53, 4,
    3, 51, 19, 38, 3, 20
  };

  @Test
  void contextsAndTokensHashAsTheEnginesDo() {
    int context = context(1, 2, 3, 4);
    assertThat(context).isEqualTo(1145416960);
    assertThat(Arrays.stream(TOKENS).mapToLong(t -> hash(FIRST, context, t)))
        .containsExactly(
            1293512163L, 858402549L, 2305555132L, 2450309311L, 227333036L, 2684237202L);

    int other = context(4, 3, 2, 1);
    assertThat(other).isEqualTo(47748951);
    assertThat(Arrays.stream(TOKENS).mapToLong(t -> hash(SECOND, other, t)))
        .containsExactly(
            221641642L, 4015047244L, 843143906L, 1076944989L, 3882127500L, 2413234263L);
  }

  @Test
  void theCoinOfTwoKeysFallsAsTheEnginesDoes() {
    long b = 0x1111222233334444L;
    var first = (SglangGumbel.Keyed) new SglangGumbel(4, 0.5).under(Key.of("k", FIRST, b));
    assertThat(first.turnOf(context(1, 2, 3, 4))).isEqualTo(b);

    long d = 0x9999aaaabbbbccccL;
    var second = (SglangGumbel.Keyed) new SglangGumbel(4, 0.5).under(Key.of("k", SECOND, d));
    assertThat(second.turnOf(context(4, 3, 2, 1))).isEqualTo(SECOND);
  }

  @Test
  void contextsWithOneHashStayTwoPairs() {
    int[] one = {55826, 167495, 9};
    int[] other = {62387, 187178, 9};

    assertThat(context(55826, 167495)).isEqualTo(827263984).isEqualTo(context(62387, 187178));
    assertThat(Pairing.TOKENS.of(one, 0, 2)).isNotEqualTo(Pairing.TOKENS.of(other, 0, 2));
  }

  @ParameterizedTest
  @CsvSource({
    "81985529216486895, 151.3299704460945, -73.59172128155821",
    "-81985529216486896, , -1.1042087688385753"
  })
  void aReplyWithItsPromptScoresAsExpected(long key, Double score, double logP) {
    Tally tally = tally(key, Passage.after(PROMPT, REPLY));

    assertThat(tally.pairs()).isEqualTo(32);
    assertThat(tally.logP()).isCloseTo(logP, within(1e-5));
    if (score != null) {
      assertThat(tally.once()).isCloseTo(score, within(1e-6));
    }
  }

  @Test
  void theContextIsThePromptsTail() {
    Tally tally = tally(FIRST, Passage.after(new int[] {9, 1, 2, 3, 4}, new int[] {17}));

    assertThat(tally.once()).isCloseTo(0.769604741099332, within(1e-8));
    assertThat(Math.exp(tally.logP())).isCloseTo(0.4631961145205423, within(1e-8));
  }

  @Test
  void withoutThePromptTheFirstTokensAreNotScored() {
    assertThat(tally(FIRST, Passage.of(REPLY)).pairs()).isEqualTo(28);
  }

  @Test
  void whatWeMarkIsWhatTheEngineMarks() {
    double[] even = new double[64];
    Arrays.fill(even, 1.0 / 64);
    var text =
        new MarkedText(
            new SglangGumbel(4).under(Key.of("k", FIRST)), PROMPT, new SplittableRandom(1));
    IntStream.range(0, REPLY.length).forEach(i -> text.next(even));

    assertThat(text.reply()).isEqualTo(REPLY);
  }

  private static Tally tally(long key, Passage passage) {
    Mark mark = new SglangGumbel(4).under(Key.of("k", key));
    var scorer = new Scorer(List.of(mark), 1000);
    scorer.add(passage);
    return scorer.tally(mark);
  }

  private static long hash(long key, int context, int token) {
    return Integer.toUnsignedLong(SglangGumbel.hash(key, context, token));
  }

  private static int context(int... ids) {
    return new Murmur3().add(ids, 0, ids.length).end();
  }
}
