// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The deployment's secret under which tokens are hashed (HMAC-SHA-256, cut to 64 bits). What is
/// remembered of signups cannot be turned back into cards, addresses or mailboxes without it.
public final class IdentityKey {
  private static final int LEAST = 16;

  private final SecretKeySpec key;

  private IdentityKey(byte[] secret) {
    key = new SecretKeySpec(secret, "HmacSHA256");
  }

  /// @param secret 16 random bytes or more
  public static IdentityKey of(byte[] secret) {
    Require.that(secret.length >= LEAST, "an identity key has " + LEAST + " random bytes or more");
    return new IdentityKey(secret);
  }

  /// @param what kind of value it is; values of two kinds never hash alike
  long hash(String what, String value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return ByteBuffer.wrap(mac.doFinal((what + "\n" + value).getBytes(UTF_8))).getLong();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
    }
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
