// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

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
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(deploymentKey, "HmacSHA256"));
      return PREFIX + HexFormat.of().formatHex(mac.doFinal(apiKey.getBytes(UTF_8)), 0, BYTES);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }
}
