// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.arena.spec.Budget;
import io.stillwatch.arena.spec.CampaignSpec;
import io.stillwatch.arena.spec.Level;
import io.stillwatch.arena.spec.PriceTag;
import io.stillwatch.arena.spec.Prices;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BudgetTest {
  /// A dollar an exchange, ten cents a wording; ten an identity, a card, an address and an age.
  private static final Prices ROUND = new Prices(1, .1, 10, 10, 10, 10, .5);

  private static Budget budget(Set<Level> levels, double perDay) {
    return new Budget(CampaignSpec.of(levels, 100, perDay), 30, ROUND);
  }

  @Test
  void aNaivePoolPaysForIdentitiesOneCardAndItsRequests() {
    Budget naive = budget(Set.of(Level.R0), 20);
    assertThat(naive.accounts()).isEqualTo(100);
    assertThat(naive.harvestPerDay()).isEqualTo(2_000);
    // 100 identities, one card, one address for 30 days, 60,000 exchanges
    assertThat(naive.dollars()).isCloseTo(1_000 + 10 + 10 + 60_000, within(1e-6));
    assertThat(naive.dollarsPerMillion()).isCloseTo(61_020 / 60_000.0 * 1e6, within(1e-3));
  }

  @Test
  void disjointAgedAccountsEachOwnACardAnAddressAndTheirPast() {
    Budget careful = budget(Set.of(Level.R5, Level.R11), 20);
    assertThat(careful.dollars()).isCloseTo(100 * 40 + 60_000, within(1e-6));
  }

  @Test
  void coverIsPaidAndTakesNothing() {
    Budget covered = budget(Set.of(Level.R2), 20);
    assertThat(covered.paidPerDay()).isEqualTo(2_000);
    assertThat(covered.harvestPerDay()).isEqualTo(1_000);
    assertThat(covered.dollarsPerMillion())
        .isCloseTo(2 * budget(Set.of(), 20).dollarsPerMillion(), within(1e-3));
  }

  @Test
  void wordingAndCleaningElsewhereArePaidPerRequest() {
    Budget worded = budget(Set.of(Level.R3), 20);
    assertThat(worded.dollars() - budget(Set.of(), 20).dollars()).isCloseTo(6_000, within(1e-6));
    Budget cleaned = budget(Set.of(Level.R7), 20);
    assertThat(cleaned.dollars() - budget(Set.of(), 20).dollars()).isCloseTo(30_000, within(1e-6));
  }

  @Test
  void replacedAccountsArePaidAgain() {
    assertThat(budget(Set.of(Level.R4), 20).accounts()).isCloseTo(100 * 600 / 110.0, within(1e-6));
    assertThat(budget(Set.of(Level.R4), 1).accounts()).isEqualTo(100);
  }

  @Test
  void aBudgetBuysSoManyAccountsAndNotOneMore() {
    Budget one = budget(Level.strongest(), 4);
    int accounts = one.accountsFor(50_000);
    assertThat(new Budget(CampaignSpec.of(Level.strongest(), accounts, 4), 30, ROUND).dollars())
        .isLessThanOrEqualTo(50_000);
    assertThat(new Budget(CampaignSpec.of(Level.strongest(), accounts + 1, 4), 30, ROUND).dollars())
        .isGreaterThan(50_000);
  }

  @ParameterizedTest
  @EnumSource(Level.class)
  void aMixOfOneLevelHasThatLevelAndNoOther(Level level) {
    assertThat(CampaignSpec.of(EnumSet.of(level), 50, 20).levels()).containsExactly(level);
  }

  @ParameterizedTest
  @EnumSource(Level.class)
  void everyLevelHasAPriceTag(Level level) {
    PriceTag tag = PriceTag.of(level);
    assertThat(tag.throughput()).isBetween(.01, 1.0);
    assertThat(tag.dollarsPerMillion())
        .isGreaterThanOrEqualTo(PriceTag.of(Level.R0).dollarsPerMillion());
    assertThat(level.loses()).isNotBlank();
  }

  @Test
  void aHeavyTailCostsMostOfTheThroughput() {
    assertThat(PriceTag.of(Level.R9).throughput()).isBetween(1 / 60.0, 1 / 20.0);
  }

  @Test
  void levelsAreReadFromText() {
    assertThat(Level.parse("r3+R5, R11")).containsExactly(Level.R3, Level.R5, Level.R11);
    assertThatThrownBy(() -> Level.parse("R3+R18")).hasMessageContaining("R18 is no level");
  }
}
