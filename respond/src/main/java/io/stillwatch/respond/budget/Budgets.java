// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond.budget;

import io.stillwatch.respond.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Token buckets of accounts: reserve before a request, reconcile when its usage is known.
///
/// A reservation passes while every bucket holds something, and may take a bucket below nothing;
/// the next waits until it is above nothing again. So any number of requests that come at once
/// overshoot a limit by one reservation at most, and no request is too large ever to be served.
public final class Budgets {
  /// A request in flight longer than this counts as lost: its place is free again, its reservation
  /// is spent.
  static final long LOST_AFTER = 15 * 60_000L;

  /// As deep as debts are counted; far from where a `long` ends.
  private static final long DEEPEST = Long.MIN_VALUE / 4;

  private static final Duration NEVER = Duration.ofDays(1);

  private final Store store;

  public Budgets(Store store) {
    this.store = store;
  }

  /// Asks leave for one request.
  ///
  /// @param tier the account's tier, under the decisions that are in force: [Tier#under]
  /// @param need what it may need at most
  /// @param now milliseconds since 1970 UTC; a clock that is behind refills nothing
  public Grant reserve(String account, Tier tier, Need need, long now) {
    return store.update(
        account,
        kept -> {
          Balance balance = filled(kept, tier, now);
          Optional<Grant> wait = waits(balance, tier);
          if (wait.isPresent()) {
            return new Store.Kept<>(balance.line(), wait.get());
          }
          SortedMap<Long, Long> open = new TreeMap<>(balance.open());
          open.put(balance.next(), balance.at() + LOST_AFTER);
          Balance after =
              new Balance(
                  moved(balance.levels(), need, -1), balance.at(), balance.next() + 1, open);
          var reservation = new Reservation(account, balance.next(), need);
          return new Store.Kept<>(after.line(), new Grant.Go(reservation));
        });
  }

  /// Gives back what was not used, or takes what was used beyond. A second time, or after the
  /// request counted as lost, it does nothing.
  ///
  /// @param used what the request used; nothing for one that was never sent. It counts as a request
  /// @return whether it was still open
  public boolean reconcile(Reservation reservation, Tier tier, Need used, long now) {
    return store.update(
        reservation.account(),
        kept -> {
          Balance balance = filled(kept, tier, now);
          if (!balance.open().containsKey(reservation.number())) {
            return new Store.Kept<>(balance.line(), false);
          }
          SortedMap<Long, Long> open = new TreeMap<>(balance.open());
          open.remove(reservation.number());
          List<Long> levels = moved(moved(balance.levels(), reservation.need(), 1), used, -1);
          var after = new Balance(capped(levels, tier), balance.at(), balance.next(), open);
          return new Store.Kept<>(after.line(), true);
        });
  }

  /// The balance with its buckets refilled up to now and lost requests let go.
  private static Balance filled(Optional<String> kept, Tier tier, long now) {
    Balance before = kept.map(Balance::parse).orElseGet(() -> full(tier, now));
    long at = Math.max(now, before.at());
    List<Long> levels = new ArrayList<>();
    for (Meter meter : Meter.values()) {
      long capacity = meter.capacity(tier);
      long most = capacity * meter.period();
      long level = before.levels().get(meter.ordinal());
      long lacks = Math.max(0, most - level);
      long elapsed = at - before.at();
      boolean overflows = capacity == 0 || elapsed >= lacks / Math.max(1, capacity) + 1;
      levels.add(Math.min(most, overflows && capacity > 0 ? most : level + elapsed * capacity));
    }
    SortedMap<Long, Long> open = new TreeMap<>(before.open());
    open.values().removeIf(lost -> lost <= at);
    return new Balance(levels, at, before.next(), open);
  }

  private static Balance full(Tier tier, long now) {
    List<Long> levels = new ArrayList<>();
    for (Meter meter : Meter.values()) {
      levels.add(meter.capacity(tier) * meter.period());
    }
    return new Balance(levels, now, 1, new TreeMap<>());
  }

  private static Optional<Grant> waits(Balance balance, Tier tier) {
    if (balance.open().size() >= tier.concurrency()) {
      return Optional.of(
          new Grant.Wait(
              "requests in flight", tier.concurrency() == 0 ? NEVER : Duration.ofSeconds(1)));
    }
    Optional<Grant> longest = Optional.empty();
    long most = -1;
    for (Meter meter : Meter.values()) {
      long level = balance.levels().get(meter.ordinal());
      long capacity = meter.capacity(tier);
      if (level > 0) {
        continue;
      }
      long millis = capacity == 0 ? NEVER.toMillis() : -level / capacity + 1;
      if (millis > most) {
        most = millis;
        longest = Optional.of(new Grant.Wait(meter.words(), Duration.ofMillis(millis)));
      }
    }
    return longest;
  }

  private static List<Long> moved(List<Long> levels, Need need, int sign) {
    List<Long> after = new ArrayList<>();
    for (Meter meter : Meter.values()) {
      long moved = levels.get(meter.ordinal()) + sign * meter.of(need) * meter.period();
      after.add(Math.max(DEEPEST, moved));
    }
    return after;
  }

  private static List<Long> capped(List<Long> levels, Tier tier) {
    List<Long> after = new ArrayList<>();
    for (Meter meter : Meter.values()) {
      after.add(Math.min(levels.get(meter.ordinal()), meter.capacity(tier) * meter.period()));
    }
    return after;
  }
}
