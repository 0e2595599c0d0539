// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.marks.profiles.VllmGumbel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScorerTest {
  private static final Mark MARK = new VllmGumbel(2).under(Key.of("ours", 99));
  private static final Mark WRONG = new VllmGumbel(2).under(Key.of("wrong", 98));

  @Test
  void aPairCountsOnceHoweverOftenItOccurs() {
    var scorer = new Scorer(List.of(MARK), 1000);
    for (int i = 0; i < 50; i++) {
      scorer.add(Passage.of(1, 2, 3));
    }
    Tally tally = scorer.tally(MARK);

    assertThat(tally.tokens()).isEqualTo(150);
    assertThat(tally.pairs()).isEqualTo(3);
    assertThat(tally.weights().sum(1)).isEqualTo(24);
    assertThat(tally.weighted()).isCloseTo(8 * tally.once(), within(1e-6));
  }

  @Test
  void aPlainMapGivesTheSameSums() {
    List<Passage> passages = passages(40, 300, new SplittableRandom(3));
    var scorer = new Scorer(List.of(MARK), 100_000);
    passages.forEach(scorer::add);

    Tally tally = scorer.tally(MARK);

    var counts = new java.util.TreeMap<String, Integer>();
    var scores = new java.util.TreeMap<String, Double>();
    for (Passage passage : passages) {
      int[] ids = passage.reply();
      for (int at = 0; at < ids.length; at++) {
        int from = Math.max(0, at - 2);
        String pair = java.util.Arrays.toString(java.util.Arrays.copyOfRange(ids, from, at + 1));
        counts.merge(pair, 1, Integer::sum);
        scores.put(pair, MARK.score(ids, from, at));
      }
    }
    assertThat(tally.pairs()).isEqualTo(counts.size());
    assertThat(tally.once())
        .isCloseTo(scores.values().stream().mapToDouble(s -> s).sum(), within(1e-4));
    assertThat(tally.weighted())
        .isCloseTo(
            counts.entrySet().stream()
                .mapToDouble(e -> Math.min(8, e.getValue()) * scores.get(e.getKey()))
                .sum(),
            within(1e-4));
  }

  @Test
  void neitherOrderNorThreadsChangeTheResult() {
    List<Passage> passages = passages(200, 100, new SplittableRandom(4));
    var one = new Scorer(List.of(MARK, WRONG), 1_000_000);
    passages.forEach(one::add);
    List<Passage> shuffled = new ArrayList<>(passages);
    Collections.shuffle(shuffled, new Random(1));
    var many = new Scorer(List.of(MARK, WRONG), 1_000_000);
    shuffled.parallelStream().forEach(many::add);

    assertThat(many.tallies()).isEqualTo(one.tallies());
  }

  @Test
  void whatFindsNoRoomIsLeftOutAndCounted() {
    var scorer = new Scorer(List.of(MARK), 64);
    passages(10, 1000, new SplittableRandom(5)).forEach(scorer::add);
    Tally tally = scorer.tally(MARK);

    assertThat(tally.pairs()).isLessThanOrEqualTo(64);
    assertThat(tally.leftOut()).isPositive();
    assertThat(tally.tokens()).isEqualTo(10_000);
  }

  @Test
  void markedTextIsFoundAndNoOtherKeyFindsIt() {
    var scorer = new Scorer(List.of(MARK, WRONG), 100_000).keeping(10_000);
    for (int i = 0; i < 20; i++) {
      scorer.add(Passage.of(marked(MARK, 200, new SplittableRandom(i))));
    }
    Tally ours = scorer.tally(MARK);
    Tally wrong = scorer.tally(WRONG);

    assertThat(ours.logP()).isLessThan(-100);
    assertThat(ours.logPWeightedBound()).isLessThan(-100);
    assertThat(ours.logE()).isGreaterThan(90);
    assertThat(ours.logEWeighted()).isGreaterThan(50);
    assertThat(wrong.logP()).isGreaterThan(-9);
    assertThat(wrong.logE()).isLessThan(5);
    assertThat(Decoys.rank(scorer, MARK, 999, 7).p()).isEqualTo(0.001);
    assertThat(Decoys.rank(scorer, WRONG, 999, 7).p()).isGreaterThan(0.001);
  }

  @Test
  void whatStandsInThePromptNeverCounts() {
    var scorer = new Scorer(List.of(MARK), 1000).keeping(100);
    scorer.exclude(Passage.of(1, 2, 3, 4));
    scorer.add(Passage.of(1, 2, 3, 5));
    scorer.add(Passage.of(1, 2, 3, 5));
    Tally tally = scorer.tally(MARK);

    assertThat(tally.pairs()).isEqualTo(1);
    assertThat(tally.once()).isCloseTo(MARK.score(new int[] {2, 3, 5}, 0, 2), within(1e-8));
  }

  @Test
  void aContinuationIsScoredAfterWhatWasServed() {
    var scorer = new Scorer(List.of(MARK), 1000);
    scorer.add(Passage.continuing(new int[] {7, 8, 9}, new int[] {4}));

    assertThat(scorer.tally(MARK).pairs()).isEqualTo(1);
    assertThat(scorer.tally(MARK).once())
        .isCloseTo(MARK.score(new int[] {8, 9, 4}, 0, 2), within(1e-8));
  }

  @Test
  void anEmptyTextSaysNothing() {
    Tally tally = new Scorer(List.of(MARK), 10).tally(MARK);

    assertThat(tally.logP()).isEqualTo(0);
    assertThat(tally.logPWeightedBound()).isEqualTo(0);
    assertThat(tally.logPWeighted()).isEqualTo(0);
    assertThat(tally.logE()).isEqualTo(0);
  }

  @Test
  void decoysNeedKeptPairs() {
    var scorer = new Scorer(List.of(MARK), 10);

    assertThatThrownBy(() -> Decoys.rank(scorer, MARK, 9, 1))
        .hasMessageContaining("call keeping before");
  }

  /// Text of a model that prefers some of 200 tokens.
  static int[] marked(Mark mark, int length, SplittableRandom random) {
    var text = new MarkedText(mark, new int[0], random);
    IntStream.range(0, length).forEach(i -> text.next(next(random)));
    return text.reply();
  }

  private static double[] next(SplittableRandom random) {
    double[] p = new double[200];
    double sum = 0;
    for (int i = 0; i < 5; i++) {
      double w = random.nextDouble();
      p[random.nextInt(200)] += w;
      sum += w;
    }
    for (int i = 0; i < p.length; i++) {
      p[i] /= sum;
    }
    return p;
  }

  private static List<Passage> passages(int n, int length, SplittableRandom random) {
    return IntStream.range(0, n)
        .mapToObj(i -> Passage.of(random.ints(length, 0, 12).toArray()))
        .toList();
  }
}
