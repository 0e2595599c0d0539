// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import io.stillwatch.model.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// SHA-256, and how digests and hashes are written.
final class Digests {
  private Digests() {}

  static byte[] sha256(byte[]... parts) {
    return Sha256.of(parts);
  }

  static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  /// Digest of these bytes in lower-case hexadecimal.
  static String of(byte[] bytes) {
    return hex(sha256(bytes));
  }

  static String hash(long hash) {
    return HexFormat.of().toHexDigits(hash);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
