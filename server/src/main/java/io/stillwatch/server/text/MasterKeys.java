// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.server.settings.Key;
import io.stillwatch.server.settings.Settings;
import io.stillwatch.store.SealKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The operator's keys, from files: the present one first, then those before it.
final class MasterKeys {
  private MasterKeys() {}

  /// @throws io.stillwatch.server.settings.BadSetting when there is none, or one cannot be used
  static List<SealKey> of(Settings settings) {
    Path file =
        settings
            .path(Key.TEXT_KEY)
            .orElseThrow(
                () ->
                    settings.refuse(
                        Key.TEXT_KEY,
                        "has to be set when text.keep is true: a file with 64 hex digits, such as"
                            + " openssl rand -hex 32 writes"));
    var keys = new ArrayList<>(List.of(new SealKey(key(settings, Key.TEXT_KEY, file))));
    for (String earlier : settings.list(Key.TEXT_EARLIER)) {
      keys.add(new SealKey(key(settings, Key.TEXT_EARLIER, Path.of(earlier))));
    }
    return keys;
  }

  private static byte[] key(Settings settings, Key setting, Path file) {
    byte[] bytes = bytes(settings, setting, file);
    if (bytes.length == SealKey.BYTES) {
      return bytes;
    }
    String text = new String(bytes, UTF_8).strip();
    if (!text.matches("[0-9a-fA-F]{64}")) {
      throw settings.refuse(setting, "holds neither 32 bytes nor 64 hex digits");
    }
    return HexFormat.of().parseHex(text);
  }

  private static byte[] bytes(Settings settings, Key setting, Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw settings.refuse(setting, "cannot be read; see that it is there, and whose it is");
    }
  }
}
