// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.shelf;

import io.stillwatch.store.Database;
import io.stillwatch.store.GroupCommit;
import io.stillwatch.store.StoreConfig;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Versions of objects in collections, in the order of their stamps. Any number of threads may
/// call, and any number of replicas may share one PostgreSQL.
///
/// Stamps are given by one sequencer inside the transaction that adds: they rise strictly, no two
/// objects have the same, and none becomes visible after a larger one. So a reader that goes on
/// after the last stamp it saw misses nothing and sees nothing twice. What was added together
/// becomes visible together, and is on the disk before [#add] returns.
///
/// Every method throws [io.stillwatch.store.StoreFailed] when the database fails.
public final class Shelf implements AutoCloseable {
  /// How long receipts are kept at least.
  public static final Duration RECEIPTS = Duration.ofHours(24);

  /// Posts and objects that are written together at most.
  private static final int TOGETHER = 2_000;

  private static final Database.Tables TABLES =
      new Database.Tables("shelf.db", List.of("io/stillwatch/store/shelf/db"), "shelf_history");

  private final Database database;
  private final InstantSource clock;
  private final GroupCommit<Post, String> posts =
      new GroupCommit<>(TOGETHER, Post::weight, this::write);

  private Shelf(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Opens a shelf, and brings an older one to the newest form.
  ///
  /// @param clock for what the wall clock says of stamps; they rise even where it goes back
  public static Shelf open(StoreConfig config, InstantSource clock) {
    return new Shelf(Database.open(config, TABLES), clock);
  }

  /// The id of a collection, the same for ever; made when there is none of that alias.
  public UUID collection(String alias) {
    return database.change(
        handle -> {
          handle.execute(
              "insert into shelf_collections (alias, id) values (?, ?) on conflict do nothing",
              alias,
              UUID.randomUUID().toString());
          return UUID.fromString(
              handle
                  .createQuery("select id from shelf_collections where alias = :alias")
                  .bind("alias", alias)
                  .mapTo(String.class)
                  .one());
        });
  }

  /// What became of drafts.
  ///
  /// @param id of the receipt, which [#receipt] takes
  /// @param at when they came
  /// @param fresh of each draft, whether it is new; others were there already, and the first stays
  public record Added(UUID id, Instant at, List<Boolean> fresh) {
    public Added {
      fresh = List.copyOf(fresh);
    }
  }

  /// What one caller adds.
  private record Post(
      UUID collection, String owner, List<Draft> drafts, Function<Added, String> receipt) {
    int weight() {
      return 1 + drafts.size();
    }
  }

  /// Adds versions, all of them in one moment, and keeps a receipt. Callers who come at the same
  /// time share a transaction, unless it fails; then each has one of its own.
  ///
  /// @param owner who adds
  /// @param receipt writes the receipt that is kept; it may be asked again
  /// @return the receipt
  public String add(
      UUID collection, String owner, List<Draft> drafts, Function<Added, String> receipt) {
    return posts.write(new Post(collection, owner, List.copyOf(drafts), receipt));
  }

  /// The same without a receipt.
  public void add(UUID collection, List<Draft> drafts) {
    posts.write(new Post(collection, "", List.copyOf(drafts), added -> ""));
  }

  /// One transaction for all of them, and their receipts.
  private List<String> write(List<Post> together) {
    Instant now = clock.instant();
    return database.change(
        handle -> {
          Iterator<Boolean> fresh = insert(handle, together, micros(now)).iterator();
          List<Kept> kept = together.stream().map(post -> kept(post, now, fresh)).toList();
          keep(handle, kept, micros(now));
          return kept.stream().map(Kept::text).toList();
        });
  }

  /// A receipt; an empty one is not kept.
  private record Kept(UUID id, String owner, String text) {}

  private static Kept kept(Post post, Instant now, Iterator<Boolean> fresh) {
    UUID id = UUID.randomUUID();
    List<Boolean> own = post.drafts().stream().map(draft -> fresh.next()).toList();
    return new Kept(id, post.owner(), post.receipt().apply(new Added(id, now, own)));
  }

  private static List<Boolean> insert(Handle handle, List<Post> posts, long now) {
    int count = posts.stream().mapToInt(post -> post.drafts().size()).sum();
    if (count == 0) {
      return List.of();
    }
    long stamp = firstStamp(handle, now, count);
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into shelf_objects (stamp, collection, id, type, spec, at, version, size, body)
            values (:stamp, :collection, :id, :type, :spec, :at, :version, :size, :body)
            on conflict (collection, id, spec, at) do nothing
            """);
    for (Post post : posts) {
      for (Draft draft : post.drafts()) {
        bind(batch, stamp++, post.collection(), draft);
      }
    }
    return Arrays.stream(batch.execute()).mapToObj(rows -> rows == 1).toList();
  }

  private static void bind(PreparedBatch batch, long stamp, UUID collection, Draft draft) {
    batch
        .bind("stamp", stamp)
        .bind("collection", collection.toString())
        .bind("id", draft.id())
        .bind("type", draft.type())
        .bind("spec", draft.spec())
        .bind("at", Where.nanos(draft.at()))
        .bind("version", draft.version())
        .bind("size", draft.body().length())
        .bind("body", draft.body())
        .add();
  }

  /// Takes stamps for so many. The row stays locked until the commit: other writers wait.
  private static long firstStamp(Handle handle, long now, int count) {
    return handle
            .createQuery(
                """
                update shelf_head
                set stamp = (case when stamp >= :now then stamp + 1 else :now end) + :count - 1
                where only_row = 1 returning stamp
                """)
            .bind("now", now)
            .bind("count", count)
            .mapTo(Long.class)
            .one()
        - count
        + 1;
  }

  private static void keep(Handle handle, List<Kept> receipts, long now) {
    PreparedBatch batch =
        handle.prepareBatch(
            "insert into shelf_receipts (id, owner, at, body) values (:id, :owner, :at, :body)");
    for (Kept one : receipts) {
      if (!one.text().isEmpty()) {
        batch
            .bind("id", one.id().toString())
            .bind("owner", one.owner())
            .bind("at", now)
            .bind("body", one.text())
            .add();
      }
    }
    batch.execute();
    handle.execute(
        "delete from shelf_receipts where at < ?", now - micros(Instant.EPOCH.plus(RECEIPTS)));
  }

  /// A receipt of the last 24 hours.
  public Optional<String> receipt(UUID id, String owner) {
    long since = micros(clock.instant().minus(RECEIPTS));
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select body from shelf_receipts where id = :id and owner = :owner and at >= :since")
                .bindMap(Map.of("id", id.toString(), "owner", owner, "since", since))
                .mapTo(String.class)
                .findOne());
  }

  /// What a collection has, without bodies.
  public Slice list(UUID collection, Sieve sieve) {
    return database.read(handle -> list(handle, collection, sieve));
  }

  /// What a collection has, with bodies.
  ///
  /// @param characters of bodies at most; the first comes even when it has more
  public Filled read(UUID collection, Sieve sieve, long characters) {
    return database.read(
        handle -> {
          Slice slice = shortened(list(handle, collection, sieve), characters);
          return new Filled(slice, bodies(handle, slice.items()));
        });
  }

  private static Slice list(Handle handle, UUID collection, Sieve sieve) {
    var where = new Where(collection.toString(), sieve);
    String sql =
        "select v.stamp, v.id, v.spec, v.version, v.size from shelf_objects v"
            + where.sql()
            + " order by v.stamp limit :most";
    List<Shelved> found =
        where
            .bind(handle.createQuery(sql).bind("most", sieve.most() + 1))
            .map((row, context) -> shelved(row))
            .list();
    boolean more = found.size() > sieve.most();
    return new Slice(more ? found.subList(0, sieve.most()) : found, more);
  }

  private static Shelved shelved(ResultSet row) throws SQLException {
    return new Shelved(
        row.getLong("stamp"),
        row.getString("id"),
        row.getString("spec"),
        row.getString("version"),
        row.getLong("size"));
  }

  private static Slice shortened(Slice slice, long characters) {
    long sum = 0;
    for (int i = 0; i < slice.items().size(); i++) {
      sum += slice.items().get(i).size();
      if (i > 0 && sum > characters) {
        return new Slice(slice.items().subList(0, i), true);
      }
    }
    return slice;
  }

  private static List<String> bodies(Handle handle, List<Shelved> items) {
    if (items.isEmpty()) {
      return List.of();
    }
    return handle
        .createQuery("select body from shelf_objects where stamp in (<stamps>) order by stamp")
        .bindList("stamps", items.stream().map(Shelved::stamp).toList())
        .mapTo(String.class)
        .list();
  }

  /// Whether a collection has any version of an object.
  public boolean has(UUID collection, String id) {
    return !list(collection, Sieve.newest(Long.MIN_VALUE, 1).of(id)).items().isEmpty();
  }

  /// Takes some versions of an object away.
  ///
  /// @param sieve which; its stamp, its number and its ids are not heeded
  /// @return how many
  public int remove(UUID collection, String id, Sieve sieve) {
    var where = new Where(collection.toString(), sieve.of(id).after(Long.MIN_VALUE));
    String sql =
        "delete from shelf_objects where stamp in (select v.stamp from shelf_objects v"
            + where.sql()
            + ")";
    return removing(handle -> where.bind(handle.createUpdate(sql)).execute());
  }

  /// Takes an object away, with all its versions.
  ///
  /// @return how many they were
  public int remove(UUID collection, String id) {
    return removing(
        handle ->
            handle.execute(
                "delete from shelf_objects where collection = ? and id = ?",
                collection.toString(),
                id));
  }

  /// It takes a stamp too, so that [#generation] tells of it; and first, as [#insert] does, so that
  /// the two never wait for each other.
  private int removing(Function<Handle, Integer> work) {
    return database.change(
        handle -> {
          firstStamp(handle, 0, 1);
          return work.apply(handle);
        });
  }

  /// A number that is another one after whatever was added or removed, by any replica. What was
  /// read after asking for it is still so while it stays the same.
  public long generation() {
    return database.read(
        handle -> handle.createQuery("select stamp from shelf_head").mapTo(Long.class).one());
  }

  /// How many callers are adding.
  int adding() {
    return posts.callers();
  }

  /// Microseconds since 1970 UTC.
  public static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  @Override
  public void close() {
    database.close();
  }
}
