// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// One file of the dossier.
///
/// @param file its name within the output folder
/// @param content its text; written as UTF-8
record Output(String file, String content) {

  long bytes() {
    return utf8(content).length;
  }

  /// Lower-case hexadecimal.
  String sha256() {
    return HexFormat.of().formatHex(digest(content));
  }

  static byte[] digest(String text) {
    return sha256Digest().digest(utf8(text));
  }

  static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
