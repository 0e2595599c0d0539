// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.stats.PoissonExcess;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JointTest {
  @Test
  void whatNoneSeesAloneThreeSeeTogether() {
    Joint joint = Joint.of("a", Map.of("a", 2.4, "b", 2.9, "c", 1.9), 1, 0.01);
    assertThat(joint.product()).isCloseTo(7.2, within(1e-9));
    assertThat(joint.guarded()).isCloseTo(4.3, within(1e-9));
    assertThat(joint.mean()).isLessThan(2.9);
    assertThat(joint.line()).isCloseTo(3.27, within(0.01));
    assertThat(joint.crosses()).isTrue();
    assertThat(joint.confirmedBy("a")).isTrue();
  }

  @Test
  void noSinglePeerCarriesASuspicionOverTheLine() {
    Joint liar = Joint.of("a", Map.of("a", 1.5, "b", 300.0, "c", 0.0), 1, 0.01);
    assertThat(liar.crosses()).isFalse();
  }

  @Test
  void withoutEvidenceOfItsOwnNobodyConfirms() {
    Joint others = Joint.of("a", Map.of("a", 0.2, "b", 5.0, "c", 5.0), 1, 0.01);
    assertThat(others.crosses()).isTrue();
    assertThat(others.confirmedBy("a")).isFalse();
  }

  @Test
  void theLineGrowsWithEverySuspicionThatWasTold() {
    double first = Joint.of("a", Map.of("a", 1.0), 1, 0.01).line();
    assertThat(Joint.of("a", Map.of("a", 1.0), 100, 0.01).line()).isGreaterThan(first + 1);
  }

  /// Under the null, three companies with counts of their own: the product averages at most 1, and
  /// reaches x in at most one of x cases.
  @Test
  void strangersSeldomCross() {
    var draw = new SplittableRandom(11);
    int plays = 200_000;
    int above = 0;
    double sum = 0;
    for (int play = 0; play < plays; play++) {
      double log = 0;
      for (double expected : new double[] {0.1, 0.4, 1.5}) {
        log += PoissonExcess.logE(poisson(expected, draw), expected);
      }
      sum += Math.exp(log);
      above += log >= Math.log(100) ? 1 : 0;
    }
    assertThat(sum / plays).isLessThan(1.1);
    assertThat(above).isLessThan(plays / 100);
  }

  private static long poisson(double mean, SplittableRandom draw) {
    double left = Math.exp(-mean);
    long n = 0;
    for (double product = draw.nextDouble(); product > left; product *= draw.nextDouble()) {
      n++;
    }
    return n;
  }
}
