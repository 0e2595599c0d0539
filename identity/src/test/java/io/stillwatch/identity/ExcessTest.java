// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

class ExcessTest {
  @Test
  void everySmallTableAgreesWithCountingInWholeNumbers() {
    for (int among = 0; among <= 12; among++) {
      for (int before = 0; before <= 12; before++) {
        for (int others = 0; others <= among; others++) {
          for (int othersBefore = 0; othersBefore <= before; othersBefore++) {
            check(others, among, othersBefore, before, 1e-12);
          }
        }
      }
    }
  }

  @Test
  void largeTablesAgreeToo() {
    check(14, 203, 0, 812, 1e-10);
    check(300, 2_000, 900, 9_000, 1e-9);
    check(40, 400, 3, 30_000, 1e-9);
  }

  /// Fisher's tea tasting: all four right by chance in one of seventy.
  @Test
  void theLadyTastingTea() {
    assertThat(new Excess(Trait.BLOCK, 4, 4, 0, 4).p()).isCloseTo(1 / 70.0, within(1e-15));
  }

  @Test
  void withoutAPastNothingIsUnusual() {
    assertThat(new Excess(Trait.PAYMENT, 50, 50, 0, 0).p()).isCloseTo(1, within(1e-12));
  }

  @Test
  void aPartLargerThanItsWholeIsRefused() {
    assertThatThrownBy(() -> new Excess(Trait.PAYMENT, 3, 2, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theFactorialsMeetWhereTheSeriesBegins() {
    double at255 = Excess.logFactorial(255);
    assertThat(Excess.logFactorial(256)).isCloseTo(at255 + Math.log(256), within(1e-10));
  }

  private static void check(int others, int among, int othersBefore, int before, double relative) {
    double p = new Excess(Trait.BLOCK, others, among, othersBefore, before).p();
    double exact = exact(others, among, othersBefore + others, among + before);
    assertThat(p)
        .as("%d of %d, before %d of %d", others, among, othersBefore, before)
        .isCloseTo(exact, within(exact * relative));
  }

  private static double exact(int least, int among, int marked, int all) {
    BigInteger sum = BigInteger.ZERO;
    for (int k = least; k <= Math.min(among, marked); k++) {
      sum = sum.add(choose(among, k).multiply(choose(all - among, marked - k)));
    }
    return new BigDecimal(sum)
        .divide(new BigDecimal(choose(all, marked)), MathContext.DECIMAL64)
        .doubleValue();
  }

  private static BigInteger choose(int n, int k) {
    if (k < 0 || k > n) {
      return BigInteger.ZERO;
    }
    BigInteger product = BigInteger.ONE;
    for (int i = 1; i <= k; i++) {
      product = product.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
    }
    return product;
  }
}
