// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.profiles.VllmGumbel;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UntangledTest {
  private static final int HATS = 120;
  private static final int QUESTIONS = 800;
  private static final int KEYS = 200;
  private static final double LEVEL = 20;

  @Test
  void prefixesThatDoNotMeetAllPass() {
    assertThat(Untangled.of(List.of(ids(1, 2, 3), ids(4, 5, 6), ids(7, 8, 9)), 1).cardinality())
        .isEqualTo(3);
  }

  @Test
  void aChainPassesAndACircleLosesOne() {
    List<int[]> chain = List.of(ids(3, 9, 1), ids(1, 9, 2), ids(2, 9, 4));
    List<int[]> circle = List.of(ids(3, 9, 1), ids(1, 9, 2), ids(2, 9, 3));

    assertThat(Untangled.of(chain, 1).cardinality()).isEqualTo(3);
    assertThat(Untangled.of(circle, 1).cardinality()).isEqualTo(2);
  }

  @Test
  void aPrefixThatHoldsItsOwnContextDoesNotPassAndOthersOfThatContextDo() {
    List<int[]> all = List.of(ids(1, 2, 9, 1, 2), ids(4, 1, 2), ids(1, 2), ids(2, 1, 2));

    assertThat(Untangled.of(all, 2)).isEqualTo(bits(1, 2, 3));
  }

  @Test
  void allPrefixesOfAContextPassOrNone() {
    List<int[]> all = List.of(ids(2, 9, 1), ids(5, 9, 1), ids(1, 9, 2));

    assertThat(Untangled.of(all, 1)).isIn(bits(0, 1), bits(2));
  }

  @Test
  void aContextOfTwoTokensIsMoreThanEachOfThem() {
    assertThat(Untangled.of(List.of(ids(1, 2, 3, 4), ids(4, 3, 2, 1)), 2).cardinality())
        .isEqualTo(2);
  }

  /// The puzzle of hats: 120 contexts, each prefix ends in one of them and holds all others with
  /// what the marked model said there, and a suspect that knows no key says what makes the number
  /// of ones even. Half of all keys make it right everywhere at once.
  @Test
  void whoCopiesAcrossACircleLooksGuiltyAndIsNotAskedThere() {
    double[] tangled = evidence(false);
    double[] untangled = evidence(true);

    assertThat(share(tangled)).isGreaterThan(0.4);
    assertThat(share(untangled)).isLessThanOrEqualTo(1 / LEVEL);
    assertThat(mean(untangled)).isLessThan(1.2);
  }

  /// Each prefix shows what the marked model said at its own context. A suspect whose free text
  /// says 1 everywhere says 1 where 1 was not said, so that the pair is scored there, and another
  /// word elsewhere: in its free text the pairs that were said are left over.
  @Test
  void whoReadsTheAnswerInTheQuestionLooksGuiltyAndIsNotAskedIt() {
    double[] tangled = own(false);
    double[] untangled = own(true);

    assertThat(share(tangled)).isGreaterThan(0.8);
    assertThat(share(untangled)).isLessThanOrEqualTo(1 / LEVEL);
    assertThat(mean(untangled)).isLessThan(1.2);
  }

  private static double[] own(boolean untangle) {
    return IntStream.range(0, KEYS).mapToDouble(k -> own(k, untangle)).toArray();
  }

  private static double own(int key, boolean untangle) {
    Mark mark = new VllmGumbel(1).under(Key.decoy(11, key, 1));
    int[] words = IntStream.range(0, QUESTIONS).map(i -> word(mark, HATS + i)).toArray();
    List<int[]> prefixes =
        IntStream.range(0, QUESTIONS).mapToObj(i -> ids(HATS + i, words[i], 9, HATS + i)).toList();
    BitSet asked = untangle ? Untangled.of(prefixes, 1) : bits(range(QUESTIONS));
    var exposure = new Exposure(List.of(mark), 1);
    asked.stream().forEach(i -> exposure.served(prefixes.get(i), ids(words[i] == 1 ? 3 : 1)));
    IntStream.range(0, QUESTIONS).forEach(i -> exposure.text(ids(HATS + i, 1)));
    return Math.exp(exposure.under(0).logE(true));
  }

  /// One joint e-value for each key.
  private static double[] evidence(boolean untangle) {
    return IntStream.range(0, KEYS).mapToDouble(k -> evidence(k, untangle)).toArray();
  }

  private static double evidence(int key, boolean untangle) {
    Mark mark = new VllmGumbel(1).under(Key.decoy(7, key, 1));
    int[] words = IntStream.range(0, HATS).map(i -> word(mark, HATS + i)).toArray();
    List<int[]> prefixes = IntStream.range(0, HATS).mapToObj(i -> prefix(words, i)).toList();
    BitSet asked = untangle ? Untangled.of(prefixes, 1) : bits(range(HATS));
    int ones = (int) Arrays.stream(words).filter(word -> word == 1).count();
    var exposure = new Exposure(List.of(mark), 1);
    asked.stream()
        .forEach(
            i -> {
              int others = ones - (words[i] == 1 ? 1 : 0);
              exposure.served(prefixes.get(i), ids(others % 2 == 0 ? 2 : 1));
            });
    return Math.exp(exposure.under(0).logE(true));
  }

  private static int[] prefix(int[] words, int last) {
    IntStream.Builder ids = IntStream.builder();
    for (int i = 0; i < HATS; i++) {
      if (i != last) {
        ids.add(HATS + i).add(words[i]);
      }
    }
    return ids.add(HATS + last).build().toArray();
  }

  /// What the marked model says after a token: 1 or 2, alike likely.
  private static int word(Mark mark, int after) {
    return mark.after(ids(after), 0, 1).draw(new double[] {0, 0.5, 0.5}, new Random(1));
  }

  private static double share(double[] all) {
    return IntStream.range(0, all.length).filter(i -> all[i] >= LEVEL).count()
        / (double) all.length;
  }

  private static double mean(double[] all) {
    return Arrays.stream(all).average().orElseThrow();
  }

  private static int[] range(int end) {
    return IntStream.range(0, end).toArray();
  }

  private static int[] ids(int... ids) {
    return ids;
  }

  private static BitSet bits(int... set) {
    var bits = new BitSet();
    for (int i : set) {
      bits.set(i);
    }
    return bits;
  }
}
