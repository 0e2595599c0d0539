// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.stillwatch.model.crypto.Sha256;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/// Tokens that are known by their SHA-256 alone. Comparing takes the same time whatever the token.
public final class Tokens implements Predicate<String> {
  private final List<byte[]> hashes;

  /// @param hashes SHA-256 of each token, 64 hex digits
  public Tokens(Collection<String> hashes) {
    this.hashes = hashes.stream().map(Tokens::bytes).toList();
  }

  /// What a configuration holds in a token's place.
  public static String hash(String token) {
    return HexFormat.of().formatHex(Sha256.of(token));
  }

  @Override
  public boolean test(String token) {
    byte[] hash = Sha256.of(token);
    boolean known = false;
    for (byte[] one : hashes) {
      known |= MessageDigest.isEqual(one, hash);
    }
    return known;
  }

  private static byte[] bytes(String hex) {
    if (!hex.matches("[0-9a-fA-F]{64}")) {
      throw new IllegalArgumentException(
          "a token's hash is no SHA-256; write the 64 hex digits of `sha256sum`");
    }
    return HexFormat.of().parseHex(hex);
  }
}
