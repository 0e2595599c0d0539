// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.mark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// What a detection run does, as far as people approve it: which marks, which files to the byte,
/// which level, how many decoys from which seed.
///
/// @param marks as given
/// @param files in the order given
record MarkRun(
    List<String> marks, List<Path> files, String tokenizer, double level, String decoys) {
  MarkRun {
    marks = List.copyOf(marks);
    files = List.copyOf(files);
  }

  /// 64 hexadecimal digits over all of it.
  String digest() throws IOException {
    MessageDigest whole = sha256();
    add(whole, "stillwatch detection run 1");
    marks.forEach(mark -> add(whole, mark));
    add(whole, tokenizer + " " + level + " " + decoys);
    for (Path file : files) {
      add(whole, HexFormat.of().formatHex(digest(file)));
    }
    return HexFormat.of().formatHex(whole.digest());
  }

  private static byte[] digest(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] some = new byte[1 << 16];
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        digest.update(some, 0, n);
      }
    }
    return digest.digest();
  }

  private static void add(MessageDigest digest, String line) {
    digest.update((line + "\n").getBytes(UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
