// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import io.stillwatch.model.crypto.Sha256;
import java.util.List;

/// Ids that say nothing and are the same whenever the same is decided.
final class Ids {
  private static final int BYTES = 10;

  private Ids() {}

  /// @param kind what it is of, such as `d`
  /// @param parts what makes it what it is; their lengths are hashed too, so no two lists collide
  ///   by how they are cut
  static String of(String kind, List<String> parts) {
    var text = new StringBuilder();
    parts.forEach(part -> text.append(part.length()).append(':').append(part));
    return kind + "-" + Sha256.hex(text.toString(), BYTES);
  }
}
