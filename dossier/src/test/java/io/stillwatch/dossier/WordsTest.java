// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void anEValueIsExplainedWithoutEverBeingRoundedUp() {
    assertThat(Words.odds(12.99, "strangers"))
        .isEqualTo(
            "An e-value of 10\u00b9\u00b2: if these accounts were strangers, a number this large would be seen"
                + " at most once in 10\u00b9\u00b2 such groups.");
    assertThat(Words.odds(2189, "strangers"))
        .endsWith(
            "at most once in 10\u00b9\u00b2 such groups. A smaller chance is not claimed: no null is"
                + " known that exactly.");
    assertThat(Words.times(3)).isEqualTo("1,000");
    assertThat(Words.times(0.5)).isEqualTo("3.1");
  }

  @Test
  void anEValueBelowOneSpeaksForTheAccounts() {
    assertThat(Words.odds(-2, "strangers")).contains("do not speak against");
    assertThat(Words.odds(Double.NaN, "strangers")).contains("do not speak against");
  }

  @Test
  void aTechniqueWeDoNotKnowHasNoName() {
    assertThat(Words.technique("AML.T0024.002")).isEqualTo("Extract AI Model");
    assertThat(Words.technique("AML.T9999")).isEmpty();
  }

  @Test
  void aPriceThatIsNotKnownIsNotZero() {
    assertThat(Bill.of(Scans.campaign(), Prices.NONE).words()).isEqualTo("price not known");
    assertThat(Bill.ZERO.words()).isEqualTo("$0.00");
  }
}
