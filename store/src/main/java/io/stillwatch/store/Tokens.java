// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static io.stillwatch.model.Require.that;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Tokens of the API. A secret is `sw_ID_SECRET`, the latter 256 random bits; only its SHA-256 is
/// kept, which needs no slow hash because nobody guesses 256 bits.
public final class Tokens {
  private static final long DAY = 86_400_000;
  private static final int ID_BYTES = 8;
  private static final int SECRET_BYTES = 32;

  private final Store store;

  Tokens(Store store) {
    this.store = store;
  }

  /// A new token, and its secret, which cannot be had again.
  public record Fresh(Token token, String secret) {
    /// Without the secret.
    @Override
    public String toString() {
      return "Fresh[" + token + "]";
    }
  }

  /// @param actor who makes it
  /// @param expires when it ends by itself
  public Fresh create(String actor, String name, Role role, Instant expires) {
    long now = store.clock().millis();
    var token =
        new Token(
            Salts.random(ID_BYTES),
            name,
            role,
            now,
            expires.toEpochMilli(),
            OptionalLong.empty(),
            OptionalLong.empty());
    String secret = "sw_" + token.id() + "_" + Salts.random(SECRET_BYTES);
    store.change(
        actor,
        change -> {
          change
              .handle()
              .execute(
                  "insert into tokens (id, name, role, sha256, created, expires) values (?, ?, ?, ?, ?, ?)",
                  token.id(),
                  name,
                  role.word(),
                  TokenTable.hash(secret),
                  now,
                  token.expires());
          change.note("token-create", token.id(), Map.of("name", name, "role", role.word()));
        });
    return new Fresh(token, secret);
  }

  /// All tokens, revoked and expired ones too, the oldest first.
  public List<Token> list() {
    return store
        .database()
        .read(
            handle ->
                handle
                    .createQuery("select * from tokens order by created, id")
                    .map((row, context) -> token(row))
                    .list());
  }

  /// Ends a token at once.
  ///
  /// @throws IllegalArgumentException when there is none of that id, or it is revoked already
  public void revoke(String actor, String id) {
    store.change(
        actor,
        change -> {
          int revoked =
              change
                  .handle()
                  .execute(
                      "update tokens set revoked_at = ? where id = ? and revoked_at is null",
                      store.clock().millis(),
                      id);
          that(revoked == 1, "there is no token " + id + " that could be revoked");
          change.note("token-revoke", id, Map.of());
        });
  }

  /// All tokens as they are now, for callers that cannot wait for the database.
  public TokenTable table() {
    return new TokenTable(
        store
            .database()
            .read(
                handle ->
                    handle
                        .createQuery("select * from tokens")
                        .map(
                            (row, context) ->
                                new TokenTable.Held(token(row), row.getString("sha256")))
                        .list()));
  }

  /// The token of a secret, if it holds now. Takes as long for a wrong secret as for a right one.
  public Optional<Token> find(String secret) {
    long now = store.clock().millis();
    List<TokenTable.Held> kept =
        store.database().read(handle -> kept(handle, TokenTable.id(secret)));
    Optional<Token> found = new TokenTable(kept).find(secret, now);
    found.ifPresent(token -> used(token, now - Math.floorMod(now, DAY)));
    return found;
  }

  private static List<TokenTable.Held> kept(org.jdbi.v3.core.Handle handle, String id) {
    return handle
        .createQuery("select * from tokens where id = :id")
        .bind("id", id)
        .map((row, context) -> new TokenTable.Held(token(row), row.getString("sha256")))
        .list();
  }

  /// Once a day, and without an entry: the log is not for every request.
  private void used(Token token, long day) {
    if (token.lastUsedDay().isEmpty() || token.lastUsedDay().getAsLong() < day) {
      store
          .database()
          .change(
              handle ->
                  handle.execute(
                      "update tokens set last_used_day = ? where id = ?", day, token.id()));
    }
  }

  private static Token token(ResultSet row) throws SQLException {
    return new Token(
        row.getString("id"),
        row.getString("name"),
        Role.of(row.getString("role")).orElseThrow(),
        row.getLong("created"),
        row.getLong("expires"),
        optional(row, "last_used_day"),
        optional(row, "revoked_at"));
  }

  private static OptionalLong optional(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
