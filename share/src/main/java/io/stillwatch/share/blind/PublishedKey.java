// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/// The public key of an epoch.
public record PublishedKey(Epoch epoch, Point key) {
  private static final int SHOWN = 16;

  /// Short enough to read to somebody: 16 hexadecimal digits of SHA-256 over the point. Of several
  /// holders it is over the sum of their keys, so that all who make the same tokens read the same.
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.bytes());
      return HexFormat.of().formatHex(digest).substring(0, SHOWN);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
