// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.registry;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Why a file of public texts is left out. Bytes that are no text would be registered as a scaffold
/// that nobody ever sends, and whoever named the file would believe it known.
enum Unfit {
  HUGE("longer than 4 MiB"),
  PACKED("packed (unpack them: only .jsonl.gz is read packed)"),
  DAMAGED("no whole gzip"),
  NUL("holding NUL bytes, as binary files and UTF-16 do"),
  NO_UTF_8("not in UTF-8");

  /// A longer line or file is not read: no prompt is so long.
  static final int LONGEST = 4 << 20;

  private final String words;

  Unfit(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /// What keeps this file from being one scaffold; empty when nothing does.
  ///
  /// @param bytes the file, or its beginning when it is too long
  static Optional<Unfit> of(byte[] bytes) {
    if (isPacked(bytes)) {
      return Optional.of(PACKED);
    }
    if (bytes.length > LONGEST) {
      return Optional.of(HUGE);
    }
    for (byte b : bytes) {
      if (b == 0) {
        return Optional.of(NUL);
      }
    }
    return text(bytes).isPresent() ? Optional.empty() : Optional.of(NO_UTF_8);
  }

  /// As gzip, zstd and zip begin.
  private static boolean isPacked(byte[] bytes) {
    if (bytes.length < Integer.BYTES) {
      return false;
    }
    int magic = ByteBuffer.wrap(bytes).getInt();
    return magic >>> 16 == 0x1F8B || magic == 0x28B52FFD || magic == 0x504B0304;
  }

  /// Bytes as text; empty when they are not in UTF-8.
  static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
