// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import io.stillwatch.share.door.Keep;
import java.util.HexFormat;
import java.util.List;

/// Public keys of holders as they were first seen. A holder that shows one peer another key than
/// the rest would know that peer's tokens apart; a key that changes within its epoch is refused,
/// and the fingerprint of the sum goes with every event, so that peers notice
/// ([Tokeniser#fingerprint]).
public final class KeyPins {
  private final Keep keep;

  public KeyPins(Keep keep) {
    this.keep = keep;
    keep.table(
        "share_pins (holder text not null, epoch text not null, public_key text not null,"
            + " primary key (holder, epoch))");
  }

  /// The key to verify with.
  ///
  /// @throws ProofFailed when it is not the key that was seen first
  Point pinned(Holder holder, Epoch epoch) {
    List<String> known = known(holder.name(), epoch);
    return known.isEmpty() ? first(holder, epoch) : read(known.getFirst());
  }

  private Point first(Holder holder, Epoch epoch) {
    Point key =
        holder.published().stream()
            .filter(published -> published.epoch().equals(epoch))
            .findFirst()
            .orElseThrow(() -> new Holder.Unreachable(holder.name(), "has no key of " + epoch))
            .key();
    keep.change(
        handle ->
            handle.execute(
                "insert into share_pins (holder, epoch, public_key) values (?, ?, ?)"
                    + " on conflict do nothing",
                holder.name(),
                epoch.toString(),
                key.hex()));
    Point pinned = read(known(holder.name(), epoch).getFirst());
    if (!pinned.equals(key)) {
      throw new ProofFailed();
    }
    return pinned;
  }

  private List<String> known(String holder, Epoch epoch) {
    return keep.read(
        handle ->
            handle
                .createQuery(
                    "select public_key from share_pins where holder = :holder and epoch = :epoch")
                .bind("holder", holder)
                .bind("epoch", epoch.toString())
                .mapTo(String.class)
                .list());
  }

  private static Point read(String hex) {
    return Point.parse(Suite.P256, HexFormat.of().parseHex(hex));
  }
}
