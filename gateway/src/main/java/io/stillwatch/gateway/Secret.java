// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.model.crypto.Hmac;
import java.util.HexFormat;
import javax.crypto.Mac;

/// The deployment's key. It names API keys without keeping them: HMAC-SHA-256, cut to 128 bits, so
/// that the name of a key tells nothing of it, and nobody without the secret can try keys against
/// names. Prints as nothing of itself.
public final class Secret {
  private static final int NAME_BYTES = 16;
  private static final int SHORTEST = 16;

  private final Mac keyed;

  /// A clone for each thread, which keeps the key schedule; `doFinal` makes it as new.
  private final ThreadLocal<Mac> own = ThreadLocal.withInitial(this::fresh);

  /// @param bytes 16 at least
  public Secret(byte[] bytes) {
    if (bytes.length < SHORTEST) {
      throw new IllegalArgumentException(
          "the deployment key has " + bytes.length + " bytes; it takes 16 at least");
    }
    keyed = Hmac.under(Hmac.key(bytes));
  }

  /// The account id that stands for an API key: `key-` and 32 hex digits.
  public String nameOf(String apiKey) {
    byte[] mac = own.get().doFinal(apiKey.getBytes(UTF_8));
    return "key-" + HexFormat.of().formatHex(mac, 0, NAME_BYTES);
  }

  private Mac fresh() {
    try {
      return (Mac) keyed.clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError("HMAC of the JDK can be cloned", e);
    }
  }

  @Override
  public String toString() {
    return "Secret[closed]";
  }
}
