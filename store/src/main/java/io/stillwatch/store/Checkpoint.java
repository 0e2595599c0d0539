// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static io.stillwatch.model.Require.that;

/// An entry of the audit log and its hash, to be kept elsewhere: with it, [Audit#verify] also
/// notices when entries are missing at the end, or all were written anew. Prints as `seq:hash`.
///
/// @param seq of the entry; 0 before the first
/// @param hash of it, SHA-256 in hex
public record Checkpoint(long seq, String hash) {
  static final Checkpoint NOTHING = new Checkpoint(0, "0".repeat(64));

  public Checkpoint {
    that(seq >= 0, "entries are counted from 1");
    that(hash.matches("[0-9a-f]{64}"), "a hash is 64 hex digits");
  }

  /// @throws IllegalArgumentException when it is not what [#toString] wrote
  public static Checkpoint parse(String text) {
    String[] parts = text.strip().split(":", -1);
    that(
        parts.length == 2 && parts[0].matches("\\d{1,18}"),
        "a checkpoint is the number of an entry, a colon, and its hash");
    return new Checkpoint(Long.parseLong(parts[0]), parts[1]);
  }

  @Override
  public String toString() {
    return seq + ":" + hash;
  }
}
