// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import io.stillwatch.share.door.Keep;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Remembers which events were taken, across restarts, for as long as they could be replayed.
final class Seen {
  /// How old an event may be: as long as an outbox keeps it for a peer that is down.
  static final Duration WINDOW = Duration.ofDays(7);

  /// How far ahead of ours another clock may run.
  static final Duration SKEW = Duration.ofMinutes(2);

  private final Keep keep;
  private final InstantSource clock;
  private final Bound bound;

  /// @param most events of one peer that are remembered; beyond, it has to wait
  Seen(Keep keep, InstantSource clock, int most) {
    this.keep = keep;
    this.clock = clock;
    this.bound = new Bound(most, this::count);
    keep.table(
        "share_seen (peer text not null, id text not null, issued bigint not null,"
            + " primary key (peer, id))");
  }

  static boolean isTimely(Instant issued, Instant now) {
    return !issued.isBefore(now.minus(WINDOW)) && !issued.isAfter(now.plus(SKEW));
  }

  boolean has(String peer, String id) {
    return keep.read(
        handle ->
            handle
                .createQuery("select 1 from share_seen where peer = :peer and id = :id")
                .bind("peer", peer)
                .bind("id", id)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  /// Whether another of this peer can be remembered; forgets what is too old to be replayed first.
  boolean hasRoom(String peer) {
    if (bound.hasRoom(peer)) {
      return true;
    }
    long over = clock.instant().minus(WINDOW).minus(SKEW).getEpochSecond();
    keep.change(handle -> handle.execute("delete from share_seen where issued < ?", over));
    return bound.hasRoom(peer);
  }

  void add(Received received) {
    keep.change(
        handle ->
            handle.execute(
                "insert into share_seen (peer, id, issued) values (?, ?, ?) on conflict do nothing",
                received.peer(),
                received.id(),
                received.issued().getEpochSecond()));
    bound.added(received.peer());
  }

  private int count(String peer) {
    return keep.read(
        handle ->
            handle
                .createQuery("select count(*) from share_seen where peer = :peer")
                .bind("peer", peer)
                .mapTo(Integer.class)
                .one());
  }
}
