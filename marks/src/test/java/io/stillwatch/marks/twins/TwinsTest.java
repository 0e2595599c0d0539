// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.twins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TwinsTest {
  @Test
  void theCoinIsFairAndFallsTheSameAgain() {
    var twins = new Twins(1, 2);
    int firstServed = 0;
    for (int i = 0; i < 4000; i++) {
      Twin twin = twins.draw(Twins.Kind.EXAMPLE_NAME, "campaign-7", "reply-" + i + "/1");
      var variants = Twins.Kind.EXAMPLE_NAME.variants();
      assertThat(twin.served()).isNotEqualTo(twin.unserved());
      assertThat(variants).contains(twin.served(), twin.unserved());
      assertThat(twins.draw(Twins.Kind.EXAMPLE_NAME, "campaign-7", "reply-" + i + "/1"))
          .isEqualTo(twin);
      firstServed += variants.indexOf(twin.served()) < variants.indexOf(twin.unserved()) ? 1 : 0;
    }

    assertThat(firstServed / 4000.0).isCloseTo(0.5, within(0.03));
  }

  @Test
  void anotherKeyTossesAnotherCoin() {
    var one = new Twins(1, 2);
    var other = new Twins(1, 3);
    long same = 0;
    for (int i = 0; i < 1000; i++) {
      same += one.draw(Twins.Kind.SEED, "c", "p" + i).equals(other.draw(Twins.Kind.SEED, "c", "p" + i)) ? 1 : 0;
    }

    assertThat(same).isLessThan(100);
  }

  @Test
  void aLedgersLineComesBack() {
    Twin twin = new Twins(1, 2).draw(Twins.Kind.DOMAIN, "tier-2", "reply-9/0");

    assertThat(Twin.parse(twin.line())).isEqualTo(twin);
    assertThatThrownBy(() -> Twin.parse("DOMAIN\tx")).hasMessageContaining("five fields");
  }

  @Test
  void aSuspectWithoutPreferenceIsNotAccused() {
    var random = new SplittableRandom(1);
    int above = 0;
    double mean = 0;
    for (int run = 0; run < 2000; run++) {
      int served = (int) random.ints(200, 0, 2).filter(x -> x == 1).count();
      var test = new SignTest(served, 200 - served);
      above += test.logP() <= Math.log(0.01) ? 1 : 0;
      mean += Math.exp(test.logE()) / 2000;
    }

    assertThat(above).isLessThanOrEqualTo(32);
    assertThat(mean).isLessThan(1.5);
  }

  @Test
  void sixInTenOfSixHundredIsEnough() {
    var test = new SignTest(375, 250);

    assertThat(test.preference()).isEqualTo(0.6);
    assertThat(test.logP()).isLessThan(Math.log(1e-6));
    assertThat(test.logE()).isGreaterThan(Math.log(1e4));
  }
}
