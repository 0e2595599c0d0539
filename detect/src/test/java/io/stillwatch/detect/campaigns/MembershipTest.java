// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static io.stillwatch.detect.campaigns.Crew.everybody;
import static io.stillwatch.detect.campaigns.Crew.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.stats.EvenSplit;
import io.stillwatch.stats.PoissonExcess;
import io.stillwatch.stats.ShareFit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembershipTest {
  private final Crew crew = new Crew();

  @Test
  void theCrewIsNamed() {
    assertThat(numbers(crew.named())).isEqualTo(everybody());
  }

  @Test
  void aStrayUserIsLookedAtAndNotNamed() {
    int once = crew.beside(1, 0, 1);
    int twice = crew.beside(1, 1, 3);
    assertThat(numbers(crew.named())).isEqualTo(everybody());
    assertThat(crew.group.contains(once)).isTrue();
    assertThat(crew.group.contains(twice)).isTrue();
  }

  @Test
  void aDataShopWithFiftyTimesTheUsesIsLookedAtAndNotNamed() {
    int shop = crew.beside(1_250, 1_250, 2_500);
    assertThat(numbers(crew.named())).isEqualTo(everybody());
    assertThat(crew.group.contains(shop)).isTrue();
  }

  @Test
  void aLateComerWhoWorksAsMembersDoIsNamed() {
    int late = crew.beside(26, 25, 51);
    assertThat(numbers(crew.named())).contains(late).hasSize(Crew.SIZE + 1);
  }

  @Test
  void whoNeverUsedItIsNotNamedThoughNominated() {
    crew.beside(0, 0, 50);
    crew.beside(0, 30, 50);
    assertThat(numbers(crew.named())).isEqualTo(everybody());
  }

  @Test
  void withoutAScaffoldOfTheirOwnAndWithoutFlowsNobodyIsNamed() {
    crew.withoutScaffold();
    assertThat(crew.named()).isEmpty();
  }

  @Test
  void whoPassesThingsToMembersIsNamedWithoutTheScaffold() {
    crew.withoutScaffold();
    for (int item = 1; item <= 60; item++) {
      crew.pass(item % 6, (item + 1) % 6, item);
    }
    List<Membership.Belongs> named = crew.named();
    assertThat(numbers(named)).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(named.getFirst().because().toString()).contains("20 things passed");
  }

  @Test
  void oneThingThatPassedIsCountedOnceAndNamesNobody() {
    crew.withoutScaffold();
    for (int again = 1; again <= 60; again++) {
      crew.pass(0, 1, 71);
    }
    assertThat(crew.named()).isEmpty();
  }

  /// The second scaffold of the twelve is used by thirty who pass nothing: it ties nobody to them.
  @Test
  void whereFlowsConvictAScaffoldThatTheCoreHardlyUsesTiesNobodyToIt() {
    for (int item = 1; item <= 600; item++) {
      crew.pass(item % 12, (item + 1) % 12, item);
    }
    for (int i = 0; i < 30; i++) {
      crew.beside(0, 0, 60);
    }
    long[] uses = Boards.each(42, 26);
    Arrays.fill(uses, 0, 11, 0);
    Boards.used(crew.board, Kind.HEAD, 10, uses, uses);
    assertThat(numbers(crew.named())).isEqualTo(everybody());
    assertThat(crew.group.size()).as("looked at").isEqualTo(42);
  }

  /// A data shop beside them moves nothing: what members are like is fitted to those like the
  /// median.
  ///
  /// e = (negative binomial of the crew / 99% bound * c^-1.5 / zeta(1.5) * fit of the share +
  /// flows) / 2.
  @Test
  void theEvidenceIsWhatThePlainSumsSay() {
    crew.beside(1_250, 1_250, 2_500);
    List<Membership.Belongs> named = crew.named();
    long[] uses =
        Arrays.stream(everybody()).mapToLong(i -> crew.nominating[i] + crew.testing[i]).toArray();
    double bound = PoissonExcess.upperRate(0, Crew.PEOPLE - Crew.SIZE - 1, 0.99);
    var shares =
        ShareFit.of(uses, Arrays.stream(everybody()).mapToLong(i -> crew.works[i]).toArray());
    assertThat(named).hasSize(Crew.SIZE);
    for (Membership.Belongs one : named) {
      int used = (int) uses[one.principal()];
      double stranger = bound * Math.pow(used, -1.5) / zeta();
      double fit = Math.exp(shares.logFit(used, crew.works[one.principal()]));
      double own = negativeBinomial(uses, used) / stranger * fit;
      double passed = Math.exp(crew.flows.logE(0, crew.works[one.principal()]));
      assertThat(one.logE()).isCloseTo(Math.log((own + passed) / 2), within(1e-6));
      assertThat(one.uses()).isEqualTo(used);
      assertThat(one.harvest()).isEqualTo(used / (double) crew.works[one.principal()]);
    }
  }

  private static double negativeBinomial(long[] uses, int used) {
    double mean = Arrays.stream(uses).average().orElseThrow();
    double alpha = EvenSplit.fitAlpha(uses);
    double p = Math.pow(alpha / (mean + alpha), alpha);
    for (int c = 0; c < used; c++) {
      p *= (alpha + c) / (c + 1) * mean / (mean + alpha);
    }
    return p;
  }

  private static double zeta() {
    int n = 1_000_000;
    double sum = 2 / Math.sqrt(n + 0.5);
    for (int c = n; c > 0; c--) {
      sum += Math.pow(c, -1.5);
    }
    return sum;
  }
}
