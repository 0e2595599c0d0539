// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Sealed words of exchanges, and the sealed keys of their days. To keep some makes no entry in the
/// audit log, and waits for nobody who makes one on PostgreSQL.
public final class Texts {
  private final Database database;

  Texts(Database database) {
    this.database = database;
  }

  /// The sealed key of a day. The first that comes is the one, whichever replica brings it.
  ///
  /// @param fresh kept when the day has none
  public String key(long day, String fresh) {
    return database.change(
        handle -> {
          handle.execute(
              "insert into text_days (day, wrapped) values (?, ?) on conflict do nothing",
              day,
              fresh);
          return key(handle, day).orElse(fresh);
        });
  }

  /// The sealed key of a day; empty when it has none, or no longer.
  public Optional<String> key(long day) {
    return database.read(handle -> key(handle, day));
  }

  /// Days that have a key, the oldest first.
  public List<Long> days() {
    return database.read(
        handle -> handle.select("select day from text_days order by day").mapTo(Long.class).list());
  }

  /// Puts the same key of a day under another seal.
  ///
  /// @param was how it is sealed now; when it no longer is, nothing changes
  /// @return whether it is sealed so now
  public boolean reseal(long day, String was, String now) {
    return database.change(
        handle ->
            handle.execute(
                    "update text_days set wrapped = ? where day = ? and wrapped = ?", now, day, was)
                > 0);
  }

  /// Keeps all of them or none; an id that is kept already stays as it is.
  public void keep(List<Sealed> all) {
    database.change(
        handle -> {
          var batch =
              handle.prepareBatch(
                  """
                  insert into texts (id, account, day, body) values (:id, :account, :day, :body)
                  on conflict do nothing
                  """);
          all.forEach(one -> batch.bindMethods(one).add());
          return batch.execute().length;
        });
  }

  public Optional<Sealed> find(String id) {
    return database.read(
        handle ->
            handle
                .select("select * from texts where id = ?", id)
                .map(ConstructorMapper.of(Sealed.class))
                .findOne());
  }

  /// Destroys the keys of all days before one, and then what they open.
  ///
  /// @return how many texts
  public int forget(long before) {
    return database.change(
        handle -> {
          handle.execute("delete from text_days where day < ?", before);
          return handle.execute("delete from texts where day < ?", before);
        });
  }

  private static Optional<String> key(Handle handle, long day) {
    return handle
        .select("select wrapped from text_days where day = ?", day)
        .mapTo(String.class)
        .findOne();
  }
}
