// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import io.stillwatch.respond.budget.Store.Kept;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// Balances that replicas share: reading one locks its row until what comes of it is written. No
/// audit entries, and no waiting for changes of other kinds on PostgreSQL.
final class SharedBudgets implements io.stillwatch.respond.budget.Store {
  private final Database database;

  SharedBudgets(Database database) {
    this.database = database;
  }

  @Override
  public <T> T update(String account, Function<Optional<String>, Kept<T>> step) {
    return database.change(handle -> update(handle, account, step));
  }

  private static <T> T update(
      Handle handle, String account, Function<Optional<String>, Kept<T>> step) {
    String line =
        handle
            .createQuery(
                """
                insert into budgets (account, line) values (:account, '')
                on conflict (account) do update set line = budgets.line returning line
                """)
            .bind("account", account)
            .mapTo(String.class)
            .one();
    Kept<T> kept = step.apply(Optional.of(line).filter(text -> !text.isEmpty()));
    handle.execute("update budgets set line = ? where account = ?", kept.text(), account);
    return kept.answer();
  }
}
