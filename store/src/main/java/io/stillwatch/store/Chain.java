// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/// The end of the audit log within one change. Taking it locks the row of the newest entry, so that
/// changes happen one after another, whichever replica makes them, and the chain never forks.
final class Chain {
  private final Handle handle;
  private final InstantSource clock;
  private final String actor;
  private Checkpoint head;

  private Chain(Handle handle, InstantSource clock, String actor, Checkpoint head) {
    this.handle = handle;
    this.clock = clock;
    this.actor = actor;
    this.head = head;
  }

  static Chain take(Handle handle, InstantSource clock, String actor) {
    Checkpoint head =
        handle
            .createQuery("update audit_head set seq = seq where only_row = 1 returning seq, hash")
            .map((row, context) -> new Checkpoint(row.getLong("seq"), row.getString("hash")))
            .one();
    return new Chain(handle, clock, actor, head);
  }

  void add(String action, String subject, Object body) {
    var bare =
        new Entry(head.seq() + 1, clock.millis(), actor, action, subject, Json.canonical(body), "");
    String hash = bare.expected(head.hash());
    handle
        .createUpdate(
            """
            insert into audit (seq, at, actor, action, subject, body, hash)
            values (:seq, :at, :actor, :action, :subject, :body, :hash)
            """)
        .bindMethods(bare)
        .bind("hash", hash)
        .execute();
    head = new Checkpoint(bare.seq(), hash);
  }

  /// Writes down the new end; the last thing in a change.
  void seal() {
    handle.execute(
        "update audit_head set seq = ?, hash = ? where only_row = 1", head.seq(), head.hash());
  }
}
