// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import io.stillwatch.model.crypto.Sha256;
import java.nio.charset.StandardCharsets;

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
    return Sha256.hex(content);
  }

  static byte[] digest(String text) {
    return Sha256.of(text);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
