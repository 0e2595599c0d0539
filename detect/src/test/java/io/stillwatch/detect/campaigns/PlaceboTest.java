// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.coordination.Clue;
import io.stillwatch.detect.coordination.Holding;
import io.stillwatch.detect.features.Hashes;
import io.stillwatch.stats.Draw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlaceboTest {
  private static final int PEOPLE = 400;
  private static final int GROUPS = 1_500;

  private final Population population = new Population(board());

  /// Half of the accounts are quiet, half are busy.
  private static Board board() {
    var board = new Board();
    for (int i = 0; i < PEOPLE; i++) {
      board.take(new Clue.Seen(Boards.portrait(i, i % 2 == 0 ? 10 : 1_000)));
    }
    return board;
  }

  private static int[] some(Draw draw, int n) {
    var members = new BitSet();
    while (members.cardinality() < n) {
      members.set(draw.nextInt(PEOPLE));
    }
    return members.stream().toArray();
  }

  /// Ranks groups drawn by chance; the mean e-value and the share of e-values of 20 and more.
  private double[] tried(long seed, ToDoubleFunction<int[]> statistic) {
    var draw = new Draw(seed);
    var holdings = new Holdings(board(), population);
    var placebo = new Placebo(population);
    double sum = 0;
    double squares = 0;
    int high = 0;
    for (int g = 0; g < GROUPS; g++) {
      Candidate candidate = Boards.candidate(draw.nextLong(), some(draw, 8));
      double e =
          Math.exp(
              placebo
                  .rankFew(new Group(candidate, population, holdings, List.of()), statistic)
                  .logE());
      sum += e;
      squares += e * e;
      high += e >= 20 ? 1 : 0;
    }
    double mean = sum / GROUPS;
    double error = Math.sqrt((squares / GROUPS - mean * mean) / GROUPS);
    return new double[] {mean, error, (double) high / GROUPS};
  }

  private static void assertFair(double[] tried) {
    assertThat(tried[0])
        .as("mean, give or take %s", tried[1])
        .isLessThanOrEqualTo(1 + 3 * tried[1]);
    assertThat(tried[2]).as("share of e-values of 20 and more").isLessThanOrEqualTo(0.05);
  }

  @Test
  void aGroupOfStrangersGetsAMeanOfOneForATameStatistic() {
    double[] trait = traits(2);
    assertFair(tried(3, members -> Arrays.stream(members).mapToDouble(i -> trait[i]).sum()));
  }

  @Test
  void aFewExtremePrincipalsDoNotMakeTheirGroupsLookRarerThanTheyAre() {
    var draw = new Draw(4);
    double[] trait =
        IntStream.range(0, PEOPLE).mapToDouble(i -> Math.pow(draw.nextDouble(), -1.5)).toArray();
    assertFair(tried(5, members -> Arrays.stream(members).mapToDouble(i -> trait[i]).sum()));
  }

  @Test
  void aStatisticThatSeesOnlyHowBusyMembersAreSaysNothing() {
    double[] tried =
        tried(6, members -> Arrays.stream(members).mapToDouble(population::exchanges).sum());
    assertThat(tried[0]).isBetween(0.999, 1.001);
  }

  @Test
  void aStatisticThatIsAlmostAlwaysZeroIsFairToo() {
    double[] trait = traits(7);
    assertFair(
        tried(
            8,
            members -> Arrays.stream(members).filter(i -> trait[i] > 0.995).count() > 0 ? 1 : 0));
  }

  private static double[] traits(long seed) {
    var draw = new Draw(seed);
    return IntStream.range(0, PEOPLE).mapToDouble(i -> draw.nextDouble()).toArray();
  }

  @Test
  void aGroupUnlikeAnyOtherStandsOut() {
    int[] crew = IntStream.range(0, 8).toArray();
    var group =
        new Group(
            Boards.candidate(9, crew), population, new Holdings(board(), population), List.of());
    var trait = new Draw(10);
    double[] noise = IntStream.range(0, PEOPLE).mapToDouble(i -> trait.nextDouble()).toArray();
    Placebo.Rank rank =
        new Placebo(population)
            .rank(group, m -> Arrays.stream(m).mapToDouble(i -> noise[i] + (i < 8 ? 9 : 0)).sum());
    assertThat(rank.groups()).isEqualTo(499);
    assertThat(rank.logE()).isGreaterThan(Math.log(250));
    assertThat(rank.observed()).isGreaterThan(rank.typical() + 50);
  }

  /// Strangers hold payloads by chance. The eight with most in common on the nominating half are
  /// picked, which is as much dredging as can be. Payloads of the testing half must not show it.
  @Test
  void aGroupPickedOnOneHalfIsTestedFairlyOnTheOther() {
    double sum = 0;
    double ratio = 0;
    double fooled = 0;
    for (long seed = 1; seed <= 60; seed++) {
      Term fair = replicas(seed, false);
      Term unfair = replicas(seed, true);
      sum += Math.exp(fair.logE());
      ratio += fair.observed() / fair.expected() / 60;
      fooled += unfair.observed() / unfair.expected() / 60;
    }
    assertThat(sum / 60).as("mean e-value").isLessThan(1.2);
    assertThat(ratio).as("observed by expected on the other half").isBetween(0.7, 1.2);
    assertThat(fooled).as("the same on the half that picked the group").isGreaterThan(2);
  }

  private static Term replicas(long seed, boolean onTheHalfThatPicked) {
    var draw = new Draw(seed);
    Board board = Boards.of(60, 50);
    List<int[]> pairs = new ArrayList<>();
    for (int payload = 1; payload <= 600; payload++) {
      int[] holders = {draw.nextInt(60), draw.nextInt(60)};
      boolean nominates = draw.nextInt(2) == 0;
      if (holders[0] != holders[1]) {
        Arrays.sort(holders);
        if (nominates) {
          pairs.add(holders);
        }
        long one = nominates == onTheHalfThatPicked ? 1 : 1L << 32;
        board.take(
            new Holding(
                5,
                Kind.PAYLOAD,
                payload,
                0,
                1,
                Hashes.copyOf(new long[] {2, 0}, 2),
                Hashes.copyOf(new long[] {holders[0] + 1, holders[1] + 1}, 2),
                Hashes.copyOf(new long[] {one, one}, 2)));
      }
    }
    var population = new Population(board);
    var holdings = new Holdings(board, population);
    var group = new Group(Boards.candidate(seed, dredged(pairs)), population, holdings, List.of());
    return new ReplicaTest(holdings, new Placebo(population)).look(group).orElseThrow();
  }

  /// Eight principals, grown greedily from the pair with most in common.
  private static int[] dredged(List<int[]> pairs) {
    var common = new int[60][60];
    for (int[] p : pairs) {
      common[p[0]][p[1]]++;
      common[p[1]][p[0]]++;
    }
    int[] start =
        pairs.stream().max(Comparator.comparingInt(p -> common[p[0]][p[1]])).orElseThrow();
    var members = new BitSet();
    members.set(start[0]);
    members.set(start[1]);
    while (members.cardinality() < 8) {
      members.set(
          IntStream.range(0, 60)
              .filter(i -> !members.get(i))
              .boxed()
              .max(Comparator.comparingInt(i -> members.stream().map(m -> common[i][m]).sum()))
              .orElseThrow());
    }
    return members.stream().toArray();
  }
}
