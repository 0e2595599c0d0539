// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import static io.stillwatch.baselines.method.Traffic.sentence;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.baselines.method.Traffic.From;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Methods that look across accounts: a group that they must suspect, and strangers that they must
/// not.
class GroupMethodsTest {
  @TempDir Path folder;

  private static void together(Map<String, Suspicion.Suspect> suspects, String... accounts) {
    assertThat(suspects.keySet()).contains(accounts);
    assertThat(java.util.Arrays.stream(accounts).map(a -> suspects.get(a).group()).distinct())
        .hasSize(1);
  }

  @Test
  void evilCohortCountsSharedAddresses() throws IOException {
    var traffic = new Traffic();
    for (int i = 0; i < 4; i++) {
      for (String bot : new String[] {"bot1", "bot2", "bot3"}) {
        traffic.ask(bot, i, From.ip("192.0.2." + i), "x");
      }
      traffic.ask("home" + i, i, From.ip("198.51.100." + i), "x");
    }
    traffic.ask("roommate", 9, From.ip("198.51.100.1"), "x");

    var suspects = traffic.by(new EvilCohort(), folder);

    assertThat(suspects).containsOnlyKeys("bot1", "bot2", "bot3");
    assertThat(suspects.get("bot1").score()).isEqualTo(4);
    together(suspects, "bot1", "bot2", "bot3");
  }

  @Test
  void nobodyLooksWithinADeclaredOrganisation() throws IOException {
    var traffic = new Traffic();
    for (int i = 0; i < 8; i++) {
      for (int account = 0; account < 6; account++) {
        traffic.ask("fleet" + account, i, new From("192.0.2." + i, "acme", "s" + i), sentence(i));
      }
    }
    assertThat(traffic.by(new EvilCohort(), folder)).isEmpty();
    assertThat(traffic.by(new SynchroTrap(), folder)).isEmpty();
    assertThat(traffic.by(new MinHashLsh(), folder)).isEmpty();
    assertThat(traffic.by(new Fraudar(), folder)).isEmpty();
    assertThat(traffic.by(new StreamClusters(), folder)).isEmpty();
  }

  @Test
  void minHashFindsWhoSendsNearlyTheSamePrompts() throws IOException {
    var traffic = new Traffic();
    for (int i = 0; i < 10; i++) {
      for (String bot : new String[] {"bot1", "bot2", "bot3"}) {
        traffic.ask(bot, i, From.NOWHERE, sentence(i) + " " + sentence(50 + i) + " for " + bot);
        traffic.ask("viral" + bot, i, From.NOWHERE, "one joke that all people send around now");
      }
      traffic.ask("person" + i % 3, i, From.NOWHERE, sentence(100 + i) + " and more words here");
    }

    var suspects = traffic.by(new MinHashLsh(), folder);

    assertThat(suspects).containsOnlyKeys("bot1", "bot2", "bot3");
    assertThat(suspects.get("bot2").score()).isBetween(.3, 1.0);
  }

  @Test
  void synchroTrapFindsWhoActsInTheSameHours() throws IOException {
    var traffic = new Traffic();
    for (int i = 0; i < 6; i++) {
      for (int bot = 0; bot < 5; bot++) {
        traffic.ask("bot" + bot, 300L * i + bot, From.system("harvest"), sentence(i));
        traffic.ask("user" + bot, 300L * i + 60L * bot, From.system("assistant"), sentence(i));
      }
    }

    var suspects = traffic.by(new SynchroTrap(), folder);

    assertThat(suspects).containsOnlyKeys("bot0", "bot1", "bot2", "bot3", "bot4");
    assertThat(suspects.get("bot0").score()).isEqualTo(1);
  }

  @Test
  void fraudarFindsTheDenseBlock() throws IOException {
    var traffic = new Traffic();
    for (int i = 0; i < 30; i++) {
      for (int bot = 0; bot < 5; bot++) {
        traffic.ask("bot" + bot, i, From.system("s" + i), "question " + i);
      }
      traffic.ask("user" + i, i, From.system("popular"), sentence(i));
    }

    var suspects = traffic.by(new Fraudar(), folder);

    together(suspects, "bot0", "bot1", "bot2", "bot3", "bot4");
    double block = suspects.get("bot0").score();
    assertThat(suspects.entrySet())
        .filteredOn(e -> e.getKey().startsWith("user"))
        .allSatisfy(e -> assertThat(e.getValue().score()).isLessThan(block));
  }

  @Test
  void catchSyncSuspectsTargetsThatAreAllAlike() throws IOException {
    var traffic = new Traffic();
    for (int i = 0; i < 20; i++) {
      for (int bot = 0; bot < 5; bot++) {
        traffic.ask("bot" + bot, i, From.NOWHERE, "rare target " + i);
      }
    }
    for (int user = 0; user < 64; user++) { // of 2, 4, 8, 16 and 32 users: the more, the oftener
      for (int level = 1; level <= 5; level++) {
        for (int i = 0; i < level; i++) {
          String thing = "thing " + level + " " + (user >> level) + " " + i;
          traffic.ask("user" + user, i, From.NOWHERE, thing);
        }
      }
    }

    var suspects = traffic.by(new CatchSync(), folder);

    double bots = suspects.get("bot0").score();
    assertThat(suspects.entrySet())
        .filteredOn(e -> e.getKey().startsWith("user"))
        .isNotEmpty()
        .allSatisfy(e -> assertThat(e.getValue().score()).isLessThan(bots));
  }

  @Test
  void streamClustersPoolAcrossAccounts() throws IOException {
    var traffic = new Traffic();
    for (int i = 0; i < 30; i++) {
      for (int bot = 0; bot < 6; bot++) {
        traffic.ask(
            "bot" + bot,
            i,
            From.NOWHERE,
            "explain in careful numbered steps why item " + i + " holds");
      }
      traffic.ask("person", i, From.NOWHERE, sentence(i));
    }

    var suspects = traffic.by(new StreamClusters(), folder);

    assertThat(suspects).doesNotContainKey("person");
    together(suspects, "bot0", "bot1", "bot2", "bot3", "bot4", "bot5");
    assertThat(suspects.get("bot0").score()).isEqualTo(30.0 / 40);
  }
}
