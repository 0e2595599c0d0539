// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.decide;

import io.stillwatch.model.Decision;
import io.stillwatch.respond.Account;
import io.stillwatch.store.Checkpoint;
import io.stillwatch.store.Store;
import io.stillwatch.store.StoreFailed;
import io.stillwatch.store.TokenTable;
import io.stillwatch.store.View;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Keeps the counter in step with the store, whoever changes it: a round, a person, a command, or
/// another replica.
public final class Register {
  private final Store store;
  private final Counter counter;
  private final InstantSource clock;
  private Consumer<View> follower = view -> {};
  private Optional<Checkpoint> read = Optional.empty();
  private volatile TokenTable tokens = TokenTable.none();

  /// @param clock event time, by which decisions end
  public Register(Store store, Counter counter, InstantSource clock) {
    this.store = store;
    this.counter = counter;
    this.clock = clock;
  }

  /// Shows somebody else all that is read, too, before the counter knows it.
  public synchronized void follow(Consumer<View> reader) {
    follower = follower.andThen(reader);
  }

  /// Reads what has changed. While the database does not answer, what was known stands.
  public synchronized void refresh() {
    try {
      Checkpoint head = store.audit().head();
      if (!read.equals(Optional.of(head))) {
        store.read(this::load);
        tokens = store.tokens().table();
        read = Optional.of(head);
      }
    } catch (StoreFailed e) {
      // Tried again by whoever calls next; readiness says that the database is gone.
    }
  }

  /// Tokens, as they were when the register was last refreshed.
  public TokenTable tokens() {
    return tokens;
  }

  private int load(View view) {
    follower.accept(view);
    Map<String, List<Decision>> decisions = new HashMap<>();
    for (Decision decision : view.lasting(clock.millis())) {
      decisions.computeIfAbsent(decision.account(), id -> new ArrayList<>()).add(decision);
    }
    Map<String, Account> accounts = new HashMap<>();
    view.accounts().forEach(account -> accounts.put(account.id(), account));
    decisions.keySet().forEach(id -> accounts.computeIfAbsent(id, Account::unknown));
    counter.know(accounts.values(), decisions);
    return accounts.size();
  }
}
