// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.model.Campaign;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
  private static final Conditions CONDITIONS = new Conditions();

  private static Sight sight(Map<String, String> facts) {
    Campaign campaign = Cases.campaign("a", "b", "c");
    Policy policy = Cases.policy();
    return new Sight(
        campaign,
        campaign.members().getFirst(),
        Cases.account("a", "paid", facts),
        policy.tier("paid"),
        new Sight.Past(Optional.empty(), Cases.START, 0),
        Cases.START + 2 * Cases.DAY);
  }

  private static Condition.Answer ask(String expression, Map<String, String> facts)
      throws BadCondition {
    return CONDITIONS.compile(expression).of(sight(facts));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "campaign.verdict == \"campaign\" && campaign.accounts == 3",
        "campaign.days >= 2.0 && campaign.days <= 2",
        "campaign.log10_control - campaign.threshold > 11.0",
        "account.tier in [\"paid\", \"verified\"]",
        "!has(facts.programme) && decisions.rung == \"none\" && decisions.lifted == 0",
        "account.log10_e >= 5 || \"E3\" in campaign.families",
      })
  void whatIsTrueHolds(String expression) throws BadCondition {
    assertThat(ask(expression, Map.of())).isEqualTo(Condition.Answer.YES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          campaign.log10_contrl > 1.0   | knows no campaign.log10_contrl; did you mean campaign.log10_control?
          account.country == "XX"       | knows no account.country
          account.language == "xx"      | knows no account.language
          account.name == "xx"          | knows no account.name
          campaign.verdict == 3         | is no condition
          campaign.accounts             | is no condition
          campaign.accounts >           | is no condition
          nobody.knows > 1              | is no condition
          facts.region > 3              | is no condition
          campaign.families.all(f, f != "E1") | is no condition
          """)
  void whatIsWrongIsFoundWhenItIsLoaded(String expression, String says) {
    assertThatThrownBy(() -> CONDITIONS.compile(expression))
        .isInstanceOf(BadCondition.class)
        .hasMessageContaining(says);
  }

  @Test
  void anExpressionCannotGrowWithoutEnd() {
    assertThatThrownBy(() -> CONDITIONS.compile("true" + " || true".repeat(500)))
        .hasMessageContaining("it takes 2000 at most");
    assertThatThrownBy(() -> CONDITIONS.compile("!(".repeat(200) + "true" + ")".repeat(200)))
        .isInstanceOf(BadCondition.class);
  }

  @Test
  void whatCannotBeToldDoesNotHold() throws BadCondition {
    Condition.Answer answer = ask("facts.region == 'nowhere'", Map.of());

    assertThat(answer.holds()).isFalse();
    assertThat(answer.fault()).contains("region");
    assertThat(ask("1 / (campaign.accounts - 3) > 0", Map.of()).fault()).isNotEmpty();
  }

  @Test
  void factsAreSeenAndSaidToBeSeen() throws BadCondition {
    assertThat(ask("facts.programme == 'research'", Map.of("programme", "research")).holds())
        .isTrue();
    assertThat(CONDITIONS.compile("has(facts.programme)").readsFacts()).isTrue();
    assertThat(CONDITIONS.compile("'\\\\' == facts['x'] || true").readsFacts()).isTrue();
    assertThat(CONDITIONS.compile("campaign.id != 'facts.programme'").readsFacts()).isFalse();
  }
}
