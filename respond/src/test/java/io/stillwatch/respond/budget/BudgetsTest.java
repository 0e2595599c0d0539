// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Rung;
import io.stillwatch.respond.Tier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetsTest {
  private static final long NOW = 1_772_409_600_000L;
  private static final Need THOUSAND = new Need(10, 1000);
  private static final Tier TIER = tier(4000, 100);

  /// Output tokens per minute are what runs out first.
  static Tier tier(long output, long concurrency) {
    return new Tier(
        "t",
        new Tier.Rate(10_000, 100_000),
        new Tier.Rate(1_000_000, 10_000_000),
        new Tier.Rate(output, 1_000_000),
        concurrency,
        new TreeSet<>(),
        Rung.WATCH);
  }

  private static Reservation go(Grant grant) {
    assertThat(grant).isInstanceOf(Grant.Go.class);
    return ((Grant.Go) grant).reservation();
  }

  private static Grant.Wait wait(Grant grant) {
    assertThat(grant).isInstanceOf(Grant.Wait.class);
    return (Grant.Wait) grant;
  }

  @Test
  void whenTheBudgetIsSpentTheNextWaitsUntilThereIsSome() {
    var budgets = new Budgets(new MemoryStore());
    for (int i = 0; i < 4; i++) {
      go(budgets.reserve("a", TIER, THOUSAND, NOW));
    }

    Grant.Wait wait = wait(budgets.reserve("a", TIER, THOUSAND, NOW));

    assertThat(wait.what()).isEqualTo("output tokens per minute");
    assertThat(wait.retryAfter()).isEqualTo(Duration.ofMillis(1));
    go(budgets.reserve("a", TIER, THOUSAND, NOW + 1));
    long debt = wait(budgets.reserve("a", TIER, THOUSAND, NOW + 1)).retryAfter().toMillis();
    wait(budgets.reserve("a", TIER, THOUSAND, NOW + debt));
    go(budgets.reserve("a", TIER, THOUSAND, NOW + 1 + debt));
    go(budgets.reserve("b", TIER, THOUSAND, NOW));
  }

  @Test
  void whatWasNotUsedComesBack() {
    var budgets = new Budgets(new MemoryStore());
    for (int i = 0; i < 40; i++) {
      Reservation reserved = go(budgets.reserve("a", TIER, THOUSAND, NOW));
      assertThat(budgets.reconcile(reserved, TIER, new Need(10, 100), NOW)).isTrue();
      assertThat(budgets.reconcile(reserved, TIER, new Need(10, 0), NOW)).isFalse();
    }
    wait(budgets.reserve("a", TIER, THOUSAND, NOW));
  }

  @Test
  void whatWasUsedBeyondIsTaken() {
    var budgets = new Budgets(new MemoryStore());
    Reservation reserved = go(budgets.reserve("a", TIER, new Need(10, 100), NOW));
    budgets.reconcile(reserved, TIER, new Need(10, 8000), NOW);

    assertThat(wait(budgets.reserve("a", TIER, THOUSAND, NOW)).retryAfter())
        .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
  }

  @Test
  void aRequestLargerThanTheBucketIsServedOnceItIsAboveNothing() {
    var budgets = new Budgets(new MemoryStore());
    Reservation huge = go(budgets.reserve("a", TIER, new Need(0, 50_000), NOW));
    budgets.reconcile(huge, TIER, new Need(0, 50_000), NOW);

    assertThat(wait(budgets.reserve("a", TIER, THOUSAND, NOW)).retryAfter())
        .isBetween(Duration.ofSeconds(689), Duration.ofSeconds(691));
  }

  @Test
  void requestsInFlightAreLimitedAndLostOnesLetGo() {
    var budgets = new Budgets(new MemoryStore());
    Tier two = tier(4000, 2);
    Reservation first = go(budgets.reserve("a", two, new Need(1, 1), NOW));
    go(budgets.reserve("a", two, new Need(1, 1), NOW));

    assertThat(wait(budgets.reserve("a", two, new Need(1, 1), NOW)).what())
        .isEqualTo("requests in flight");
    budgets.reconcile(first, two, new Need(1, 1), NOW);
    go(budgets.reserve("a", two, new Need(1, 1), NOW));
    wait(budgets.reserve("a", two, new Need(1, 1), NOW));
    go(budgets.reserve("a", two, new Need(1, 1), NOW + Budgets.LOST_AFTER));
  }

  @Test
  void aSuspendedAccountWaits() {
    var budgets = new Budgets(new MemoryStore());
    Tier closed =
        new Tier(
            "t", Tier.Rate.NONE, Tier.Rate.NONE, Tier.Rate.NONE, 0, new TreeSet<>(), Rung.WATCH);

    assertThat(wait(budgets.reserve("a", closed, THOUSAND, NOW)).retryAfter())
        .isEqualTo(Duration.ofDays(1));
    go(budgets.reserve("a", TIER, THOUSAND, NOW + 60_000));
  }

  @Test
  void aClockThatGoesBackRefillsNothing() {
    var budgets = new Budgets(new MemoryStore());
    for (int i = 0; i < 4; i++) {
      go(budgets.reserve("a", TIER, THOUSAND, NOW));
    }
    wait(budgets.reserve("a", TIER, THOUSAND, NOW - 3_600_000));
    wait(budgets.reserve("a", TIER, THOUSAND, NOW));
  }

  /// Over any run of requests, what passes is at most what the bucket held and what came in, and
  /// one reservation.
  @Test
  void theLimitHoldsOverAnyRun() {
    for (long seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      var budgets = new Budgets(new MemoryStore());
      Tier tier = tier(4000, 1_000_000);
      long now = NOW;
      long passed = 0;
      long largest = 0;
      for (int i = 0; i < 500; i++) {
        now += random.nextInt(2000);
        long tokens = random.nextInt(1, 3000);
        if (budgets.reserve("a", tier, new Need(1, tokens), now) instanceof Grant.Go) {
          passed += tokens;
          largest = Math.max(largest, tokens);
        }
        assertThat(passed)
            .as("seed %d", seed)
            .isLessThanOrEqualTo(4000 + (now - NOW) * 4000 / 60_000 + 1 + largest);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void requestsThatComeAtOnceOvershootByOneReservationAtMost(boolean memory, @TempDir Path folder)
      throws Exception {
    Store store = memory ? new MemoryStore() : new FileStore(folder);
    Store replica = memory ? store : new FileStore(folder);
    Need need = new Need(10, 1500);

    long passed = together(24, i -> ask(i % 2 == 0 ? store : replica, need));

    // 4,000 tokens: two reservations fit, the third overshoots by 500 and is the last.
    assertThat(passed).isEqualTo(3);
    assertThat(together(24, i -> ask(i % 2 == 0 ? store : replica, need))).isZero();
  }

  private static boolean ask(Store store, Need need) {
    return new Budgets(store).reserve("a", TIER, need, NOW) instanceof Grant.Go;
  }

  private interface Asking {
    boolean passes(int i);
  }

  /// How many of so many threads pass.
  private static long together(int threads, Asking asking)
      throws InterruptedException, ExecutionException {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Callable<Boolean>> all =
          IntStream.range(0, threads)
              .mapToObj(i -> (Callable<Boolean>) () -> asking.passes(i))
              .toList();
      long passed = 0;
      for (Future<Boolean> one : pool.invokeAll(all)) {
        passed += one.get() ? 1 : 0;
      }
      return passed;
    }
  }
}
