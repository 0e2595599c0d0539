// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Ids that say nothing and are the same whenever the same is decided.
final class Ids {
  private static final int BYTES = 10;

  private Ids() {}

  /// @param kind what it is of, such as `d`
  /// @param parts what makes it what it is; their lengths are hashed too, so no two lists collide
  ///   by how they are cut
  static String of(String kind, List<String> parts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        sha.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
      }
      return kind + "-" + HexFormat.of().formatHex(sha.digest(), 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
