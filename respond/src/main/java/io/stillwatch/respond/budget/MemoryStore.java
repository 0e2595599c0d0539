// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Balances in the memory of one process; gone when it ends, and then every budget is full.
public final class MemoryStore implements Store {
  private final Map<String, String> kept = new ConcurrentHashMap<>();

  /// An empty store: every budget is full.
  public MemoryStore() {}

  @Override
  public <T> T update(String account, Function<Optional<String>, Kept<T>> step) {
    List<T> answer = new ArrayList<>(1);
    kept.compute(
        account,
        (id, before) -> {
          Kept<T> after = step.apply(Optional.ofNullable(before));
          answer.add(after.answer());
          return after.text();
        });
    return answer.getFirst();
  }
}
