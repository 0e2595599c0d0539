// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.decide;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stillwatch.respond.budget.Store;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// Balances in memory, of so many accounts at most: whoever sends made-up account names cannot fill
/// it. An account that is forgotten has full budgets again, so those are forgotten first that asked
/// least of late.
final class BoundedStore implements Store {
  /// A day after its last request every budget is full again anyway.
  private static final Duration FULL_AGAIN = Duration.ofHours(25);

  private final Cache<String, String> kept;

  /// @param accounts how many are remembered, at least 1
  BoundedStore(int accounts) {
    kept = Caffeine.newBuilder().maximumSize(accounts).expireAfterAccess(FULL_AGAIN).build();
  }

  @Override
  public <T> T update(String account, Function<Optional<String>, Kept<T>> step) {
    var answer = new Object[1];
    kept.asMap()
        .compute(
            account,
            (id, before) -> {
              Kept<T> after = step.apply(Optional.ofNullable(before));
              answer[0] = after.answer();
              return after.text();
            });
    @SuppressWarnings("unchecked") // the step was called, and this is what it answered
    T answered = (T) answer[0];
    return answered;
  }
}
