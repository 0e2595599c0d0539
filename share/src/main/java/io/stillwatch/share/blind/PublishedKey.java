// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import io.stillwatch.model.crypto.Sha256;

/// The public key of an epoch.
public record PublishedKey(Epoch epoch, Point key) {
  private static final int SHOWN = 16;

  /// Short enough to read to somebody: 16 hexadecimal digits of SHA-256 over the point. Of several
  /// holders it is over the sum of their keys, so that all who make the same tokens read the same.
  public String fingerprint() {
    return Sha256.hex(key.bytes()).substring(0, SHOWN);
  }
}
