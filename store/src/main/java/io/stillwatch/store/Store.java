// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static io.stillwatch.model.Require.filled;

import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// What is kept in SQL. Any number of threads may call, and any number of replicas may share one
/// PostgreSQL: changes happen one after another. Nothing is cached.
///
/// Every method throws [StoreFailed] when the database fails.
public final class Store implements AutoCloseable {
  private final Database database;
  private final InstantSource clock;

  private Store(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Opens a store, and brings an older one to the newest form.
  ///
  /// @param clock for what the wall clock says of audit entries and tokens
  public static Store open(StoreConfig config, InstantSource clock) {
    return new Store(Database.open(config), clock);
  }

  /// One consistent look.
  public <T> T read(Function<View, T> question) {
    return database.read(handle -> question.apply(new View(handle)));
  }

  /// One transaction with its audit entries: all of it, or nothing when anything is thrown. Nobody
  /// else changes the store meanwhile, so it should be short, and must not ask the store for
  /// another.
  ///
  /// @param actor who changes it: a person, the name of a token, or a part of the program
  /// @return what the work returned
  public <T> T changing(String actor, Function<Change, T> work) {
    filled(actor, "a change needs somebody who makes it");
    return database.change(
        handle -> {
          Chain chain = Chain.take(handle, clock, actor);
          T answer = work.apply(new Change(handle, chain, actor));
          chain.seal();
          return answer;
        });
  }

  /// The same, for work that returns nothing.
  public void change(String actor, Consumer<Change> work) {
    changing(
        actor,
        change -> {
          work.accept(change);
          return true;
        });
  }

  /// Deletes or renames all that names an account. Its entries in the audit log stay, and nobody
  /// can tell any longer whose they are. Whatever stood against it no longer does.
  ///
  /// @param actor who does it
  /// @param reason in plain words
  /// @return how many rows were deleted or renamed, by table
  public Map<String, Integer> erase(String account, String actor, String reason) {
    filled(reason, "an erasure needs a reason");
    return changing(
        actor,
        change -> {
          var erasure = new Erasure(change.handle(), account);
          String reference = Salts.reference(Salts.of(change.handle(), account), account);
          Map<String, Integer> done = new TreeMap<>(erasure.erase());
          change.note("erase", reference, Map.of("reason", erasure.without(reason), "rows", done));
          return done;
        });
  }

  public Audit audit() {
    return new Audit(database);
  }

  public Tokens tokens() {
    return new Tokens(this);
  }

  /// Balances of accounts, for [io.stillwatch.respond.budget.Budgets]; replicas that share the
  /// database share the limits.
  public io.stillwatch.respond.budget.Store budgets() {
    return new SharedBudgets(database);
  }

  /// Words of exchanges, where the operator asked for them.
  public Texts texts() {
    return new Texts(database);
  }

  /// Who is logged in by a browser.
  public Logins logins() {
    return new Logins(this);
  }

  /// Closes its connections.
  @Override
  public void close() {
    database.close();
  }

  Database database() {
    return database;
  }

  InstantSource clock() {
    return clock;
  }
}
