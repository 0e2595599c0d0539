// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import io.stillwatch.model.crypto.Hmac;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// How the audit log speaks of accounts: by HMAC-SHA-256 under a random salt of the account. Who
/// has the salt finds the entries of an account; once it is deleted, nobody can tell whose they
/// are, and the chain still fits.
final class Salts {
  private static final SecureRandom CHANCE = new SecureRandom();
  private static final int SALT_BYTES = 32;
  private static final int SHOWN = 32;

  private Salts() {}

  /// Random and unguessable, in hex.
  static String random(int bytes) {
    byte[] all = new byte[bytes];
    CHANCE.nextBytes(all);
    return HexFormat.of().formatHex(all);
  }

  static Optional<String> find(Handle handle, String account) {
    return handle
        .createQuery("select salt from salts where account = :account")
        .bind("account", account)
        .mapTo(String.class)
        .findOne();
  }

  /// The salt of an account, made when it is first needed.
  static String of(Handle handle, String account) {
    return find(handle, account).orElseGet(() -> make(handle, account));
  }

  /// How the log names the account, or a thing whose id gives the account away.
  static String reference(String salt, String name) {
    byte[] hash = Hmac.of(Hmac.key(HexFormat.of().parseHex(salt)), name);
    return "ref-" + HexFormat.of().formatHex(hash).substring(0, SHOWN);
  }

  /// References of those words that are accounts of which the log speaks.
  static Map<String, String> references(Handle handle, Set<String> words) {
    if (words.isEmpty()) {
      return Map.of();
    }
    return handle
        .createQuery("select account, salt from salts where account in (<words>)")
        .bindList("words", List.copyOf(words))
        .collectRows(
            Collectors.toMap(
                row -> row.getColumn("account", String.class),
                row ->
                    reference(
                        row.getColumn("salt", String.class),
                        row.getColumn("account", String.class))));
  }

  static void destroy(Handle handle, String account) {
    handle.execute("delete from salts where account = ?", account);
  }

  private static String make(Handle handle, String account) {
    String salt = random(SALT_BYTES);
    handle.execute("insert into salts (account, salt) values (?, ?)", account, salt);
    return salt;
  }
}
