// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import static io.stillwatch.model.Require.that;

import io.stillwatch.model.crypto.Hmac;
import java.util.UUID;
import javax.crypto.SecretKey;

/// Gives the objects of one sender their ids: the same finding has the same ids whenever it is
/// told, and nobody without the key can guess them from what they know. The ids have the shape of
/// version 4, as STIX 2.1 asks of everything that is not an observable.
public final class IdKey {
  private static final int LEAST_BYTES = 16;

  private final SecretKey key;

  private IdKey(byte[] secret) {
    that(secret.length >= LEAST_BYTES, "a key for ids has 16 bytes at least");
    key = Hmac.key(secret);
  }

  /// @param secret 16 bytes or more that stay with the sender
  public static IdKey of(byte[] secret) {
    return new IdKey(secret);
  }

  /// @param type such as `campaign`
  /// @param name what it is, to the sender alone
  public String id(String type, String name) {
    return type + "--" + shaped(Hmac.of(key, type + '\n' + name));
  }

  private static UUID shaped(byte[] hash) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      high = (high << 8) | (hash[i] & 0xff);
      low = (low << 8) | (hash[i + Long.BYTES] & 0xff);
    }
    return new UUID((high & ~0xf000L) | 0x4000L, (low & ~(0xc0L << 56)) | (0x80L << 56));
  }

  /// Never the key.
  @Override
  public String toString() {
    return "a key for ids";
  }
}
