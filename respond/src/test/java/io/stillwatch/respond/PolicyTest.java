// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stillwatch.model.Mode;
import io.stillwatch.model.Rung;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
  private static final String STANDARD = Policy.standardText();

  private static BadPolicy refused(String text) {
    BadPolicy bad = catchThrowableOfType(BadPolicy.class, () -> Policy.parse(text));
    assertThat(bad).as("refused").isNotNull();
    return bad;
  }

  @Test
  void theStandardPolicyIsCautious() {
    Policy policy = Policy.parse(STANDARD);

    assertThat(policy.rules())
        .filteredOn(rule -> rule.mode() == Mode.LIVE)
        .extracting(Rule::rung)
        .containsOnly(Rung.WATCH);
    assertThat(policy.caution().fourEyes()).isZero();
    assertThat(policy.rules())
        .filteredOn(rule -> rule.rung().shutsOut())
        .extracting(Rule::mode)
        .containsOnly(Mode.DRAFT);
    assertThat(policy.tier("").name()).isEqualTo("unverified");
    assertThat(policy.tier("contracted").atMost()).isEqualTo(Rung.WATCH);
  }

  @Test
  void aHigherTierAllowsNoLessThanALowerOne() {
    var tiers = Policy.parse(STANDARD).tiers();
    for (int i = 1; i < tiers.size(); i++) {
      Tier low = tiers.get(i - 1);
      Tier high = tiers.get(i);
      assertThat(high.features()).containsAll(low.features());
      assertThat(high.output().day()).isGreaterThan(low.output().day());
      assertThat(high.atMost()).isLessThanOrEqualTo(low.atMost());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          stay = "24h"           | stey = "24h"           | did you mean stay?
          stay = "24h"           | stay = "1 day"         | it takes a time such as 90s, 30m, 12h or 7d
          stay = "24h"           | stay = "0s"            | nobody climbs two rungs at once
          stay = "24h"           | stay = 24              | takes a text in quotes
          slow-to = 0.5          | slow-to = 1.5          | a share above 0 and below 1
          slow-to = 0.5          | slow-to = nan          | a share above 0 and below 1
          bulk-more-than = 100   | bulk-more-than = -1    | it takes 0 or more
          overturned-most = 3    | overturned-most = 0    | it takes 1 to 1000000
          verify-webhook = ""    | verify-webhook = "x.y" | begins with https://
          narrow-without = ["log | narrow-without = ["lug | did you mean logprobs?
          delay-least = "1h"     | delay-least = "13h"    | the least delay is at most the longest
          requests-per-day = 500 | requests-per-day = 5   | what a minute allows, a day must allow too
          at-most = "watch"      | at-most = "wotch"      | did you mean watch?
          mode = "live"          | mode = "life"          | did you mean live?
          remedy = "slow"        | remedy = "mark"        | has no mark-key
          [remedies]             | [remedy]               | did you mean remedies?
          name = "paid"          | name = "unverified"    | is taken by another tier
          [[rule]]               | [[rules]]              | did you mean rule?
          [ladder]               | [ladder                | not TOML
          """)
  void whatIsWrongIsSaidWithItsLineAndTheWayOut(String right, String wrong, String says) {
    assertThat(STANDARD).contains(right);

    BadPolicy bad =
        refused(STANDARD.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong)));

    assertThat(bad.complaints())
        .anySatisfy(
            complaint -> {
              assertThat(complaint.text()).contains(says);
              assertThat(complaint.line()).isPositive();
            });
  }

  @Test
  void theLineIsTheLine() {
    int line = STANDARD.substring(0, STANDARD.indexOf("slow-to")).split("\n", -1).length;

    assertThat(refused(STANDARD.replace("slow-to = 0.5", "slow-to = 5.0")).complaints())
        .extracting(BadPolicy.Complaint::line)
        .containsExactly(line);
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    String text =
        STANDARD
            .replace("mode = \"live\"", "mode = \"on\"")
            .replace("slow-to = 0.5", "slow-to = 5.0")
            .replace("concurrency = 2\n", "");

    assertThat(refused(text).complaints())
        .extracting(BadPolicy.Complaint::toString)
        .hasSize(3)
        .anyMatch(said -> said.contains("rule watch-named: mode is on"))
        .anyMatch(said -> said.contains("tier unverified lacks concurrency"));
  }

  @Test
  void aPolicyNeedsATier() {
    String text = STANDARD.substring(0, STANDARD.indexOf("[[tier]]"));

    assertThat(refused(text)).hasMessageContaining("there is no [[tier]]");
  }
}
