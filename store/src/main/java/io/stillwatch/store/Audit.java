// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// The audit log: who did what, in the order in which it was done, append-only. Each entry holds
/// the hash of the one before, so a change of any shows; entries are written by [Change] alone.
public final class Audit {
  private static final int AT_ONCE = 1_000;

  private final Database database;

  Audit(Database database) {
    this.database = database;
  }

  /// The newest entry: keep it elsewhere, and give it to [#verify] later.
  public Checkpoint head() {
    return database.read(Audit::head);
  }

  /// Entries after one, in their order.
  ///
  /// @param after number of an entry; 0 for the beginning
  public List<Entry> entries(long after, int limit) {
    return database.read(handle -> entries(handle, after, limit));
  }

  /// All entries about an account; none once its data was erased.
  public List<Entry> about(String account) {
    return database.read(
        handle ->
            Salts.find(handle, account)
                .map(salt -> about(handle, Salts.reference(salt, account)))
                .orElse(List.of()));
  }

  /// Walks over all entries and names the first that does not follow from the one before.
  ///
  /// @param kept a checkpoint kept elsewhere, if there is one
  public Verification verify(Optional<Checkpoint> kept) {
    return database.read(handle -> new Walk(handle, kept).walk());
  }

  private static Checkpoint head(Handle handle) {
    return handle
        .createQuery("select seq, hash from audit_head")
        .map((row, context) -> new Checkpoint(row.getLong("seq"), row.getString("hash")))
        .one();
  }

  private static List<Entry> entries(Handle handle, long after, int limit) {
    return handle
        .createQuery("select * from audit where seq > :after order by seq limit :limit")
        .bind("after", after)
        .bind("limit", limit)
        .map(ConstructorMapper.of(Entry.class))
        .list();
  }

  private static List<Entry> about(Handle handle, String reference) {
    return handle
        .createQuery("select * from audit where subject = :subject order by seq")
        .bind("subject", reference)
        .map(ConstructorMapper.of(Entry.class))
        .list();
  }

  /// One walk, within one look at the database.
  private static final class Walk {
    private final Handle handle;
    private final Optional<Checkpoint> kept;
    private Checkpoint last = Checkpoint.NOTHING;

    Walk(Handle handle, Optional<Checkpoint> kept) {
      this.handle = handle;
      this.kept = kept;
    }

    Verification walk() {
      List<Entry> some = entries(handle, Long.MIN_VALUE, AT_ONCE);
      while (!some.isEmpty()) {
        for (Entry entry : some) {
          Optional<String> wrong = wrong(entry);
          if (wrong.isPresent()) {
            return new Verification.Broken(entry.seq(), wrong.get());
          }
          last = new Checkpoint(entry.seq(), entry.hash());
        }
        some = entries(handle, last.seq(), AT_ONCE);
      }
      return end();
    }

    private Optional<String> wrong(Entry entry) {
      if (entry.seq() != last.seq() + 1) {
        return Optional.of("entry %,d should come here".formatted(last.seq() + 1));
      }
      if (!entry.hash().equals(entry.expected(last.hash()))) {
        return Optional.of("it, or the one before it, is not what was written");
      }
      return kept.filter(one -> one.seq() == entry.seq() && !one.hash().equals(entry.hash()))
          .map(one -> "it is not the entry of the checkpoint: the log was written anew");
    }

    private Verification end() {
      if (!head(handle).equals(last)) {
        return new Verification.Broken(last.seq() + 1, "entries are missing at the end");
      }
      if (kept.isPresent() && kept.get().seq() > last.seq()) {
        return new Verification.Broken(
            last.seq() + 1, "the checkpoint knows of %,d entries".formatted(kept.get().seq()));
      }
      return new Verification.Whole(last);
    }
  }
}
