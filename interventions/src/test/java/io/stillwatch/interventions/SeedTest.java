// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SeedTest {
  private static final Seed SEED =
      new Seed("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

  /// Values of `openssl dgst`: anybody can toss the coins again without our code.
  @Test
  void numbersAndCommitmentsAreThoseOfOtherTools() {
    assertThat(SEED.number("coin 0")).isEqualTo(0x535a75ffa6da989eL);
    assertThat(SEED.commitmentTo("design"))
        .isEqualTo("797f94ebf081611a54242f905808e0394dc837a70f6a4580e4c8c037bc3a03a1");
  }

  @Test
  void theSecretIsNotPrinted() {
    assertThat(SEED.toString()).isEqualTo("Seed[closed]");
    assertThat("" + Plans.plan(4, 2, 1)).doesNotContain(Plans.seed(1).hex());
  }

  @Test
  void whatIsNotThirtyTwoBytesIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Seed.of(new byte[31]));
    assertThatIllegalArgumentException().isThrownBy(() -> new Seed("0".repeat(63) + "G"));
  }
}
