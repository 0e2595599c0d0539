// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import io.stillwatch.share.door.Keep;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/// Signed tokens that have not been acknowledged, on disk, in the order in which they were made. It
/// is bounded: when a peer stays away, its oldest leads and sightings go first, then the oldest of
/// all. What is lost so is in the durable record, which the peer reads when it is back.
final class Outbox {
  private final Keep keep;
  private final InstantSource clock;
  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private long additions;
  private long dropped;

  /// @param most tokens that wait for one peer
  Outbox(Keep keep, InstantSource clock, int most) {
    this.keep = keep;
    this.clock = clock;
    this.most = most;
    keep.table(
        "share_outbox (seq bigint not null primary key, peer text not null, id text not null,"
            + " subject text not null, rank integer not null, expires bigint not null,"
            + " token text not null)");
    keep.change(
        handle ->
            handle.execute(
                "create index if not exists share_outbox_peer on share_outbox (peer, seq)"));
    keep.change(
        handle ->
            handle.execute(
                "create index if not exists share_outbox_id on share_outbox (peer, id)"));
  }

  /// All or none, and all at once. What waits already is not added again.
  void add(Collection<Parcel> parcels) {
    int over =
        keep.change(
            handle -> {
              long seq = last(handle);
              for (Parcel parcel : parcels) {
                if (!waits(handle, parcel)) {
                  insert(handle, ++seq, parcel);
                }
              }
              return parcels.stream()
                  .map(Parcel::peer)
                  .distinct()
                  .mapToInt(peer -> shorten(handle, peer))
                  .sum();
            });
    tell(over);
  }

  private void tell(int over) {
    lock.lock();
    try {
      additions++;
      dropped += over;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static long last(Handle handle) {
    return handle
        .createQuery("select coalesce(max(seq), 0) from share_outbox")
        .mapTo(Long.class)
        .one();
  }

  private static boolean waits(Handle handle, Parcel parcel) {
    return handle
        .createQuery("select count(*) > 0 from share_outbox where peer = :peer and id = :id")
        .bind("peer", parcel.peer())
        .bind("id", parcel.id())
        .mapTo(Boolean.class)
        .one();
  }

  private static void insert(Handle handle, long seq, Parcel parcel) {
    handle.execute(
        "insert into share_outbox (seq, peer, id, subject, rank, expires, token)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        seq,
        parcel.peer(),
        parcel.id(),
        parcel.subject(),
        parcel.rank(),
        parcel.expires().getEpochSecond(),
        parcel.token());
  }

  private int shorten(Handle handle, String peer) {
    int over = size(handle, peer) - most;
    return over <= 0
        ? 0
        : handle.execute(
            "delete from share_outbox where seq in (select seq from share_outbox where peer = ?"
                + " order by rank, seq limit ?)",
            peer,
            over);
  }

  /// The next of a peer, oldest first; forgets those that are over.
  List<Parcel> next(String peer, int most) {
    long now = clock.instant().getEpochSecond();
    List<Parcel> parcels =
        keep.read(
            handle ->
                handle
                    .createQuery(
                        "select * from share_outbox where peer = :peer order by seq limit :most")
                    .bind("peer", peer)
                    .bind("most", most)
                    .reduceRows(
                        new ArrayList<>(),
                        (list, row) -> {
                          list.add(read(row));
                          return list;
                        }));
    List<String> over =
        parcels.stream().filter(p -> p.expires().getEpochSecond() <= now).map(Parcel::id).toList();
    if (over.isEmpty()) {
      return parcels;
    }
    remove(peer, over);
    return next(peer, most);
  }

  private static Parcel read(RowView row) {
    return new Parcel(
        row.getColumn("peer", String.class),
        row.getColumn("id", String.class),
        row.getColumn("subject", String.class),
        row.getColumn("rank", Integer.class),
        Instant.ofEpochSecond(row.getColumn("expires", Long.class)),
        row.getColumn("token", String.class));
  }

  void remove(String peer, Collection<String> ids) {
    if (ids.isEmpty()) {
      return;
    }
    keep.change(
        handle ->
            handle
                .createUpdate("delete from share_outbox where peer = :peer and id in (<ids>)")
                .bind("peer", peer)
                .bindList("ids", List.copyOf(ids))
                .execute());
  }

  void clear(String peer) {
    keep.change(handle -> handle.execute("delete from share_outbox where peer = ?", peer));
  }

  int size(String peer) {
    return keep.read(handle -> size(handle, peer));
  }

  private static int size(Handle handle, String peer) {
    return handle
        .createQuery("select count(*) from share_outbox where peer = :peer")
        .bind("peer", peer)
        .mapTo(Integer.class)
        .one();
  }

  /// How many additions there were; what [#await] wants to know.
  long additions() {
    return locked(() -> additions);
  }

  /// How many were given up because the outbox was full, since it was opened.
  long dropped() {
    return locked(() -> dropped);
  }

  private long locked(LongSupplier read) {
    lock.lock();
    try {
      return read.getAsLong();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until there were more additions than these, or for so long.
  void await(long known, Duration longest) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = longest.toNanos();
      while (additions == known && left > 0) {
        left = news.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Wakes who waits.
  void wake() {
    tell(0);
  }
}
