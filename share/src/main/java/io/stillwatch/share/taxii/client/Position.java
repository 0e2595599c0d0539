// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii.client;

import java.util.Optional;

/// How far a collection was read. Texts are the server's own, and are given back to it as they
/// came.
///
/// @param addedAfter stamp of the last object of the last finished reading; empty: from the start
/// @param next where the server says that the reading under way goes on
/// @param last stamp of the last object so far of the reading under way
public record Position(Optional<String> addedAfter, Optional<String> next, Optional<String> last) {
  /// Nothing was read.
  public static final Position START =
      new Position(Optional.empty(), Optional.empty(), Optional.empty());

  /// Behind an object.
  public static Position after(String stamp) {
    return new Position(Optional.of(stamp), Optional.empty(), Optional.empty());
  }
}
