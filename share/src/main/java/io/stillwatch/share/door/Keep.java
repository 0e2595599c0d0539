// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.door;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.stillwatch.store.GroupCommit;
import io.stillwatch.store.journal.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/// What sharing remembers across a restart: counts, events that wait, events that were seen. One
/// small database; every statement is the same on SQLite and PostgreSQL.
public final class Keep implements AutoCloseable {
  private static final int BUSY_MS = 10_000;
  private static final int CONNECTIONS = 4;
  private static final int TOGETHER = 256;

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final GroupCommit<Function<Handle, ?>, Object> changes =
      new GroupCommit<>(TOGETHER, work -> 1, this::write);

  private Keep(DataSource source) {
    var config = new HikariConfig();
    config.setDataSource(source);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(BUSY_MS);
    config.setInitializationFailTimeout(-1); // who asks is told, not who opens
    pool = new HikariDataSource(config);
    jdbi = Jdbi.create(pool);
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
  }

  /// Any number of threads of one process.
  public static Keep over(DataSource source) {
    return new Keep(source);
  }

  /// A file of its own in a folder, which is made when it is missing.
  public static Keep in(Path folder) throws IOException {
    Folders.make(folder);
    var settings = new SQLiteConfig();
    settings.setJournalMode(JournalMode.WAL);
    settings.setSynchronous(SynchronousMode.FULL);
    settings.setBusyTimeout(BUSY_MS);
    settings.setTransactionMode(TransactionMode.IMMEDIATE);
    var source = new SQLiteDataSource(settings);
    source.setUrl("jdbc:sqlite:" + folder.resolve("share.db"));
    return over(source);
  }

  /// The database did not answer; nothing was changed.
  public static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failed(Throwable cause) {
      super(
          "the database of what is shared does not answer; nothing was changed, try again", cause);
    }
  }

  /// All of it, or nothing when anything is thrown; on disk when this returns. What comes while the
  /// disk works is written together; when that fails, each is tried once more by itself.
  ///
  /// @throws Failed when the database does not answer
  @SuppressWarnings("unchecked") // the answer is that of this very change
  public <T> T change(Function<Handle, T> work) {
    return (T) changes.write(work);
  }

  private List<Object> write(List<Function<Handle, ?>> together) {
    try {
      return jdbi.inTransaction(
          handle ->
              together.stream().<Object>map(w -> Objects.requireNonNull(w.apply(handle))).toList());
    } catch (JdbiException e) {
      throw new Failed(e);
    }
  }

  /// Looks.
  ///
  /// @throws Failed when the database does not answer
  public <T> T read(Function<Handle, T> question) {
    try {
      return jdbi.withHandle(question::apply);
    } catch (JdbiException e) {
      throw new Failed(e);
    }
  }

  /// Makes a table where it is missing.
  public void table(String statement) {
    change(handle -> handle.execute("create table if not exists " + statement));
  }

  /// Closes its connections.
  @Override
  public void close() {
    pool.close();
  }
}
