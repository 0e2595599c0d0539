// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import io.stillwatch.model.crypto.Hmac;
import javax.crypto.SecretKey;

/// The deployment's secret under which tokens are hashed (HMAC-SHA-256, cut to 64 bits). What is
/// remembered of signups cannot be turned back into cards, addresses or mailboxes without it.
public final class IdentityKey {
  private static final int LEAST = 16;

  private final SecretKey key;

  private IdentityKey(byte[] secret) {
    key = Hmac.key(secret);
  }

  /// @param secret 16 random bytes or more
  public static IdentityKey of(byte[] secret) {
    Require.that(secret.length >= LEAST, "an identity key has " + LEAST + " random bytes or more");
    return new IdentityKey(secret);
  }

  /// @param what kind of value it is; values of two kinds never hash alike
  long hash(String what, String value) {
    return Hmac.number(key, what + "\n" + value);
  }

  /// Tells two keys apart without telling what they are.
  long fingerprint() {
    return hash("fingerprint", "");
  }

  /// Keeps the secret out of logs.
  @Override
  public String toString() {
    return "IdentityKey[closed]";
  }
}
