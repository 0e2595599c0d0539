// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static io.stillwatch.model.Require.that;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
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
  private static final String NO_HASH = "0".repeat(64);

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
                  hash(secret),
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

  /// The token of a secret, if it holds now. Takes as long for a wrong secret as for a right one.
  public Optional<Token> find(String secret) {
    long now = store.clock().millis();
    String[] parts = secret.split("_", -1);
    String id = parts.length == 3 ? parts[1] : "";
    Optional<Kept> kept = store.database().read(handle -> kept(handle, id));
    boolean same =
        MessageDigest.isEqual(
            kept.map(Kept::sha256).orElse(NO_HASH).getBytes(UTF_8), hash(secret).getBytes(UTF_8));
    Optional<Token> found = kept.map(Kept::token).filter(token -> same && token.holds(now));
    found.ifPresent(token -> used(token, now - Math.floorMod(now, DAY)));
    return found;
  }

  private record Kept(Token token, String sha256) {}

  private static Optional<Kept> kept(org.jdbi.v3.core.Handle handle, String id) {
    return handle
        .createQuery("select * from tokens where id = :id")
        .bind("id", id)
        .map((row, context) -> new Kept(token(row), row.getString("sha256")))
        .findOne();
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

  private static String hash(String secret) {
    return HexFormat.of().formatHex(Entry.sha256().digest(secret.getBytes(UTF_8)));
  }
}
