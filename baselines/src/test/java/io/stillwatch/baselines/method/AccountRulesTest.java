// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import static io.stillwatch.baselines.method.Traffic.sentence;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.baselines.method.Traffic.From;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Methods that look at one account at a time: each with one that it must suspect most.
class AccountRulesTest {
  private static final int DAY = 24 * 60;

  @TempDir Path folder;

  @Test
  void volumeIsTheBusiestDay() throws IOException {
    var traffic = new Traffic();
    for (int i = 0; i < 3; i++) {
      traffic
          .ask("steady", i * DAY + 1, From.NOWHERE, "x")
          .ask("burst", DAY + i, From.NOWHERE, "x");
    }
    traffic.ask("burst", 3 * DAY, From.NOWHERE, "x");

    var suspects = traffic.by(new Volume(), folder);

    assertThat(suspects.get("steady").score()).isEqualTo(1);
    assertThat(suspects.get("burst").score()).isEqualTo(3);
    assertThat(suspects.get("burst").group()).isEqualTo(Suspicion.ALONE);
  }

  @Test
  void aNewAccountAtFullRateHasNoRampUp() throws IOException {
    var traffic = new Traffic().signup("new", 1).signup("old", 400).signup("growing", 1);
    for (int i = 0; i < 20; i++) {
      traffic.ask("new", i, From.NOWHERE, "x").ask("old", i, From.NOWHERE, "x");
      traffic.ask("growing", i < 2 ? i : DAY + i, From.NOWHERE, "x");
    }

    var suspects = traffic.by(new NoRampUp(), folder);

    assertThat(suspects).containsOnlyKeys("new");
    assertThat(suspects.get("new").score()).isEqualTo(20);
  }

  @Test
  void whoWasThereWhenTheLogBeganIsNotNew() throws IOException {
    var suspects =
        new Traffic()
            .ask("there", 1, From.NOWHERE, "x")
            .ask("later", 2 * DAY, From.NOWHERE, "x")
            .by(new NoRampUp(), folder);

    assertThat(suspects).containsOnlyKeys("later");
  }

  @Test
  void seatCountsPairsThatAreAlike() throws IOException {
    var traffic = new Traffic();
    for (int i = 0; i < 12; i++) {
      traffic.ask("varied", i, From.NOWHERE, sentence(i));
      traffic.ask(
          "probing", i, From.NOWHERE, "solve with care the same long riddle of the old sphinx");
    }

    var suspects = traffic.by(new Seat(), folder);

    assertThat(suspects).containsOnlyKeys("probing");
    assertThat(suspects.get("probing").score()).isEqualTo(12 * 11 / 2.0);
  }

  @Test
  void pradaSuspectsDistancesInTwoHeaps() throws IOException {
    var traffic = new Traffic();
    for (int i = 0; i < 200; i++) {
      traffic.ask("varied", i, From.NOWHERE, sentence(i));
      String steady = i % 2 == 0 ? sentence(1_000 + i) : "the same again and again and again";
      traffic.ask("synthetic", i, From.NOWHERE, steady);
      if (i < 50) {
        traffic.ask("short", i, From.NOWHERE, i % 2 == 0 ? sentence(i) : "the same again");
      }
    }

    var suspects = traffic.by(new Prada(), folder);

    assertThat(suspects.get("synthetic").score()).isGreaterThan(suspects.get("varied").score());
    assertThat(suspects).doesNotContainKey("short"); // it needs 100 distances
  }

  @Test
  void mmdSuspectsAnAccountUnlikeEverybody() throws IOException {
    var traffic = new Traffic();
    for (int i = 0; i < 120; i++) {
      for (int person = 0; person < 6; person++) {
        traffic.ask("person" + person, i, From.NOWHERE, sentence(1_000 * person + i));
      }
      traffic.ask("narrow", i, From.NOWHERE, "write unit tests for function number " + i % 10);
    }

    var suspects = traffic.by(new Mmd(), folder);

    double narrow = suspects.get("narrow").score();
    for (int person = 0; person < 6; person++) {
      var other = suspects.get("person" + person);
      assertThat(other == null ? 0 : other.score()).isLessThan(narrow / 4);
    }
  }

  @Test
  void theForestSuspectsTheOddOne() throws IOException {
    var traffic = new Traffic();
    for (int account = 0; account < 60; account++) {
      for (int i = 0; i < 6; i++) {
        traffic.ask("plain" + account, 100L * i + account, From.ip("192.0.2." + account), "hello");
      }
    }
    for (int i = 0; i < 900; i++) {
      traffic.ask("odd", i, From.ip("198.51.100." + i % 200), sentence(i));
    }

    var suspects = traffic.by(new IsolationForest(), folder);

    double odd = suspects.remove("odd").score();
    assertThat(suspects.values()).allSatisfy(s -> assertThat(s.score()).isLessThan(odd));
    assertThat(traffic.by(new IsolationForest(), folder).get("odd").score()).isEqualTo(odd);
  }
}
