// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinalAnswerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          So we get \\boxed{\\frac{3}{4}}.                          | 3/4
          First \\boxed{1}, then \\boxed{\\text{12}}                | 12
          We add them up. #### no                                  | ''
          The answer is **1,250.00** dollars. Ask me more!         | 1250
          Answer: (B) because the others are wrong                 | b
          **Final Answer:** C                                      | c
          The correct answer is: blue                              | blue
          The answer is that nobody can know what it will be later | ''
          The answer is 7. Wait, no. The answer is 8.              | 8
          42                                                       | 42
          $3.50                                                    | 3.5
          We first multiply 12 by 9 and then we see what comes of it, which is a lot | ''
          """)
  void whatAnAnswerSaysThatItComesTo(String text, String expected) {
    assertThat(FinalAnswer.stated(text).orElse("")).isEqualTo(expected);
  }

  @Test
  void aLineOfFourHashesAndTheLastNumberWhereTheRightAnswerIsKnown() {
    assertThat(FinalAnswer.stated("She has 3 left.\n#### 1,003")).contains("1003");
    String told =
        "There are 3 boxes of 12, which makes 36 pieces in all for the whole of the class.";
    assertThat(FinalAnswer.stated(told)).isEmpty();
    assertThat(FinalAnswer.of(told)).contains("36");
    assertThat(FinalAnswer.of("9".repeat(100_000))).isPresent();
  }

  @Test
  void theRightAnswerIsNoErrorHoweverItIsWritten() {
    assertThat(new Answer("So the answer is $1,250.").wrong("1250.0")).isEmpty();
    assertThat(new Answer("So the answer is $1,251.").wrong("1250.0")).contains("1251");
    assertThat(new Answer("I do not know.").wrong("1250")).contains("i do not know");
  }
}
