// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import io.stillwatch.model.crypto.Hmac;
import javax.crypto.SecretKey;

/// The deployment's secret from which delays are drawn. Whoever lacks it cannot tell from the time
/// at which a remedy takes effect when it was decided, and so cannot probe where a threshold lies;
/// whoever has it can draw every delay again.
public final class DelayKey {
  private static final int LEAST = 16;

  private final SecretKey key;

  private DelayKey(byte[] secret) {
    key = Hmac.key(secret);
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
    return caution.delayLeast()
        + Long.remainderUnsigned(Hmac.number(key, "delay " + decision), width);
  }

  /// Keeps the secret out of logs.
  @Override
  public String toString() {
    return "DelayKey[closed]";
  }
}
