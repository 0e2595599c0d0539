// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model.desk;

import io.stillwatch.model.crypto.Hmac;
import java.util.HexFormat;

/// Names an account by its API key without keeping the key: HMAC-SHA-256 (RFC 2104) under a key of
/// the deployment, cut to 128 bits. Every door uses this rule, so that one account has one name.
public final class KeyHash {
  /// What such names begin with.
  public static final String PREFIX = "key-";

  private static final int BYTES = 16;

  private KeyHash() {}

  /// `key-` and 32 hex digits.
  ///
  /// @param deploymentKey secret of this deployment; never empty
  /// @param apiKey as the caller sent it, without `Bearer`
  public static String account(byte[] deploymentKey, String apiKey) {
    byte[] hash = Hmac.of(Hmac.key(deploymentKey), apiKey);
    return PREFIX + HexFormat.of().formatHex(hash, 0, BYTES);
  }
}
