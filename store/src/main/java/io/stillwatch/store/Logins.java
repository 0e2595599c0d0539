// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import java.util.Optional;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Who is logged in by a browser, for all replicas. The secret of a session has 256 random bits;
/// only its SHA-256 is kept. The audit log has the login, and not each use of it.
public final class Logins {
  private static final int MOST = 10_000;

  private final Store store;

  Logins(Store store) {
    this.store = store;
  }

  /// @param name who logged in
  /// @param role what it may do
  /// @param until when the session ends by itself, milliseconds since 1970 UTC
  public record Login(String name, Role role, long until) {}

  /// A row, whose role is a word.
  record Row(String name, String role, long until) {
    Optional<Login> login() {
      return Role.of(role).map(known -> new Login(name, known, until));
    }
  }

  /// Begins a session; what has ended is deleted, and beyond 10,000 the oldest.
  ///
  /// @param secret of the session
  public void begin(String secret, Login login) {
    store
        .database()
        .change(
            handle -> {
              handle.execute("delete from logins where until <= ?", store.clock().millis());
              handle.execute(
                  """
                  delete from logins where sha256 in (
                    select sha256 from logins order by until desc, sha256 limit 2147483647 offset ?)
                  """,
                  MOST - 1);
              return handle.execute(
                  "insert into logins (sha256, name, role, until) values (?, ?, ?, ?)",
                  TokenTable.hash(secret),
                  login.name(),
                  login.role().word(),
                  login.until());
            });
  }

  /// The session of a secret, if it lasts.
  public Optional<Login> find(String secret) {
    return store
        .database()
        .read(
            handle ->
                handle
                    .select(
                        "select name, role, until from logins where sha256 = ? and until > ?",
                        TokenTable.hash(secret),
                        store.clock().millis())
                    .map(ConstructorMapper.of(Row.class))
                    .findOne())
        .flatMap(Row::login);
  }

  /// Ends a session, everywhere and at once.
  public void end(String secret) {
    store
        .database()
        .change(
            handle ->
                handle.execute("delete from logins where sha256 = ?", TokenTable.hash(secret)));
  }
}
