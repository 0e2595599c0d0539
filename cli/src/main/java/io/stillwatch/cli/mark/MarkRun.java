// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.mark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.model.crypto.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
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
    MessageDigest whole = Sha256.fresh();
    add(whole, "stillwatch detection run 1");
    marks.forEach(mark -> add(whole, mark));
    add(whole, tokenizer + " " + level + " " + decoys);
    for (Path file : files) {
      add(whole, Sha256.hex(file));
    }
    return HexFormat.of().formatHex(whole.digest());
  }

  private static void add(MessageDigest digest, String line) {
    digest.update((line + "\n").getBytes(UTF_8));
  }
}
