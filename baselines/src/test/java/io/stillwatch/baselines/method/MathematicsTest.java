// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MathematicsTest {
  @Test
  void theNormalQuantilesAreThoseOfTheTables() {
    assertThat(Normal.quantile(.5)).isCloseTo(0, within(1e-9));
    assertThat(Normal.quantile(.975)).isCloseTo(1.959963985, within(1e-8));
    assertThat(Normal.quantile(.001)).isCloseTo(-3.090232306, within(1e-8));
    assertThat(Normal.below(1)).isCloseTo(.8413447461, within(1e-9));
  }

  @Test
  void aNormalSampleHasAStatisticNearOneAndASkewedOneLess() {
    double[] normal =
        IntStream.range(0, 200).mapToDouble(i -> Normal.quantile((i + .5) / 200)).toArray();
    double[] skewed =
        IntStream.range(0, 200).mapToDouble(i -> -Math.log(1 - (i + .5) / 200)).toArray();
    double[] two =
        IntStream.range(0, 200).mapToDouble(i -> i < 100 ? i * .001 : 5 + i * .001).toArray();

    assertThat(ShapiroWilk.w(normal)).isGreaterThan(.999);
    assertThat(ShapiroWilk.w(skewed)).isBetween(.75, .88);
    assertThat(ShapiroWilk.w(two)).isLessThan(.75);
  }

  @Test
  void unitsAndOriginDoNotMatter() {
    double[] sample = IntStream.range(1, 21).mapToDouble(i -> i * (double) i).toArray();
    double[] moved = Arrays.stream(sample).map(x -> 7 + 3 * x).toArray();

    assertThat(ShapiroWilk.w(moved)).isCloseTo(ShapiroWilk.w(sample), within(1e-9));
  }

  /// As scipy.stats.shapiro gives them.
  @Test
  void theStatisticIsThatOfOtherPrograms() {
    double[] squares = IntStream.range(1, 21).mapToDouble(i -> i * (double) i).toArray();
    double[] primes = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47};

    assertThat(ShapiroWilk.w(squares)).isCloseTo(.9061306286, within(1e-6));
    assertThat(ShapiroWilk.w(primes)).isCloseTo(.9314964095, within(1e-6));
  }

  @Test
  void fewOrEqualValuesSayNothing() {
    assertThat(ShapiroWilk.w(new double[] {1, 2, 3})).isEqualTo(1);
    assertThat(ShapiroWilk.w(new double[50])).isEqualTo(1);
  }

  @Test
  void randomFeaturesMakeAGaussianKernel() {
    var features = new RandomFeatures(4, 1, 5);
    float[] a = {1, 0, 0, 0};
    float[] b = {0, 1, 0, 0};
    double kernel = dot(features.of(a), features.of(b));

    assertThat(dot(features.of(a), features.of(a))).isCloseTo(1, within(.25));
    assertThat(kernel).isCloseTo(Math.exp(-1), within(.25));
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * (double) b[i];
    }
    return sum;
  }
}
