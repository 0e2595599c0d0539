// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The deployment's secret from which delays are drawn. Whoever lacks it cannot tell from the time
/// at which a remedy takes effect when it was decided, and so cannot probe where a threshold lies;
/// whoever has it can draw every delay again.
public final class DelayKey {
  private static final int LEAST = 16;

  private final SecretKeySpec key;

  private DelayKey(byte[] secret) {
    key = new SecretKeySpec(secret, "HmacSHA256");
  }

  /// @param secret 16 random bytes or more
  public static DelayKey of(byte[] secret) {
    Require.that(secret.length >= LEAST, "a delay key has " + LEAST + " random bytes or more");
    return new DelayKey(secret);
  }

  /// A delay between the two bounds of the policy, both included.
  ///
  /// @param decision id of the decision
  /// @return milliseconds
  long delay(Caution caution, String decision) {
    long width = caution.delayMost() - caution.delayLeast() + 1;
    return caution.delayLeast() + Long.remainderUnsigned(number(decision), width);
  }

  private long number(String label) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] hash = mac.doFinal(("delay " + label).getBytes(StandardCharsets.UTF_8));
      return HexFormat.fromHexDigitsToLong(HexFormat.of().formatHex(hash, 0, Long.BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
    }
  }

  /// Keeps the secret out of logs.
  @Override
  public String toString() {
    return "DelayKey[closed]";
  }
}
