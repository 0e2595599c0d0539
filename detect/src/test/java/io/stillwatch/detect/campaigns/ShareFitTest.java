// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.detect.Seeds;
import io.stillwatch.stats.ShareFit;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShareFitTest {
  /// The beta-binomial distribution, term by term.
  private static double[] plain(ShareFit shares, int works) {
    double a = shares.a();
    double b = shares.b();
    var p = new double[works + 1];
    p[0] = 1;
    for (int i = 0; i < works; i++) {
      p[0] *= (b + i) / (a + b + i);
    }
    for (int k = 0; k < works; k++) {
      p[k + 1] = p[k] * (works - k) / (k + 1) * (a + k) / (b + works - k - 1);
    }
    return p;
  }

  @Test
  void theFitIsTheLikelihoodBesideThatOfTheMeanAndNeverSpeaksForSomebody() {
    Seeds.each(
        200,
        draw -> {
          var shares = new ShareFit(0.2 + 30 * draw.nextDouble(), 0.2 + 30 * draw.nextDouble());
          int works = 1 + draw.nextInt(60);
          double[] p = plain(shares, works);
          assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-9));
          int typical = (int) Math.round(works * shares.a() / (shares.a() + shares.b()));
          for (int k = 0; k <= works; k++) {
            double expected = Math.min(0, Math.log(p[k] / p[typical]));
            assertThat(shares.logFit(k, works)).isCloseTo(expected, within(1e-8));
          }
          assertThat(shares.logFit(works + 9, works)).isEqualTo(shares.logFit(works, works));
        });
  }

  private static ShareFit fitted(long[] uses, long[] works) {
    return ShareFit.of(uses, works);
  }

  @Test
  void membersWhoAllDoHalfOfTheirWorkWithItAreFittedSharply() {
    ShareFit shares = fitted(Boards.each(12, 50), Boards.each(12, 100));
    assertThat(shares.a()).isCloseTo(200, within(1e-6));
    assertThat(shares.b()).isCloseTo(200, within(1e-6));
  }

  @Test
  void theMeanOfTheSharesIsFoundAndNotThatOfTheVolume() {
    var works = new long[] {1_000, 10, 10, 10, 10};
    ShareFit shares = fitted(new long[] {1_000, 0, 0, 0, 0}, works);
    assertThat(shares.a() / (shares.a() + shares.b())).isCloseTo(0.2, within(1e-9));
  }

  /// The mean of three even draws has the variance of a beta distribution with shapes of 4.
  @Test
  void aKnownSpreadIsFoundAgainAndTheNoiseOfCountingTakenOut() {
    Seeds.each(
        10,
        draw -> {
          var uses = new long[3_000];
          for (int i = 0; i < uses.length; i++) {
            double share = (draw.nextDouble() + draw.nextDouble() + draw.nextDouble()) / 3;
            uses[i] = IntStream.range(0, 20).filter(x -> draw.nextDouble() < share).count();
          }
          ShareFit shares = fitted(uses, Boards.each(uses.length, 20));
          assertThat(shares.a()).isBetween(3.5, 4.5);
          assertThat(shares.b()).isBetween(3.5, 4.5);
        });
  }

  @Test
  void halfOfTheWorkIsHardlyAMembersWhereMembersDoAllOfItSo() {
    ShareFit all = fitted(Boards.each(12, 100), Boards.each(12, 100));
    assertThat(all.logFit(100, 100)).isZero();
    assertThat(all.logFit(98, 100)).isGreaterThan(-3);
    assertThat(all.logFit(50, 100)).isLessThan(-80);
    assertThat(all.logFit(1, 2)).as("two pieces of work say little").isGreaterThan(-6);
  }
}
