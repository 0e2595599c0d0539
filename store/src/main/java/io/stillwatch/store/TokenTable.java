// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.model.crypto.Sha256;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tokens as they were when they were read. Never changes; any number of threads may ask.
public final class TokenTable {
  private static final String NO_HASH = "0".repeat(64);

  private final Map<String, Held> held;

  TokenTable(Collection<Held> all) {
    held = all.stream().collect(Collectors.toMap(one -> one.token().id(), Function.identity()));
  }

  /// A token and the hash of its secret.
  record Held(Token token, String sha256) {}

  /// Nobody has one.
  public static TokenTable none() {
    return new TokenTable(List.of());
  }

  /// The token of a secret, if it holds. Takes as long for a wrong secret as for a right one.
  ///
  /// @param now wall clock in milliseconds since 1970 UTC
  public Optional<Token> find(String secret, long now) {
    @Nullable Held found = held.get(id(secret));
    String expected = found == null ? NO_HASH : found.sha256();
    boolean same = MessageDigest.isEqual(expected.getBytes(UTF_8), hash(secret).getBytes(UTF_8));
    return Optional.ofNullable(found).map(Held::token).filter(one -> same && one.holds(now));
  }

  /// The public part of a secret; empty when it is none of ours.
  static String id(String secret) {
    String[] parts = secret.split("_", -1);
    return parts.length == 3 ? parts[1] : "";
  }

  static String hash(String secret) {
    return Sha256.hex(secret);
  }
}
