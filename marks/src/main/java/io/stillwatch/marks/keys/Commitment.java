// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.marks.Key;
import io.stillwatch.model.crypto.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/// What binds us to a key without showing it: SHA-256 over a blinding value and the key's words.
/// One leaf of the tree.
///
/// @param scope which key
/// @param hash 64 hexadecimal digits
public record Commitment(KeyScope scope, String hash) {
  public Commitment {
    if (!hash.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("a commitment has 64 hexadecimal digits");
    }
  }

  /// The commitment to a key.
  ///
  /// @param blind in hexadecimal; told with the key when the commitment is opened
  static Commitment to(KeyScope scope, Key key, String blind) {
    MessageDigest digest = Sha256.fresh();
    digest.update(("stillwatch mark key 1\n" + scope + "\n").getBytes(UTF_8));
    digest.update(HexFormat.of().parseHex(blind));
    for (long word : key.words()) {
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(word).array());
    }
    return new Commitment(scope, HexFormat.of().formatHex(digest.digest()));
  }

  /// The leaf's text.
  String leaf() {
    return scope + " " + hash;
  }
}
