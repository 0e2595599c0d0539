// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.door;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.stillwatch.store.journal.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jspecify.annotations.Nullable;
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
  private final ReentrantLock writing = new ReentrantLock();
  private final ConcurrentLinkedQueue<Turn<?>> waiting = new ConcurrentLinkedQueue<>();

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
  /// disk works is written together, so that many callers pay for one `fsync`.
  ///
  /// @throws Failed when the database does not answer
  public <T> T change(Function<Handle, T> work) {
    var turn = new Turn<T>(work);
    waiting.add(turn);
    writing.lock();
    try {
      while (!turn.done) {
        write();
      }
    } finally {
      writing.unlock();
    }
    return turn.answer();
  }

  /// One transaction for those who wait.
  private void write() {
    var turns = new ArrayList<Turn<?>>();
    for (Turn<?> next = waiting.poll(); next != null; next = more(turns)) {
      turns.add(next);
    }
    try {
      jdbi.useTransaction(handle -> turns.forEach(turn -> turn.run(handle)));
    } catch (JdbiException e) {
      turns.forEach(turn -> turn.failure = new Failed(e));
    }
    turns.forEach(turn -> turn.done = true);
  }

  private @Nullable Turn<?> more(List<Turn<?>> turns) {
    return turns.size() < TOGETHER ? waiting.poll() : null;
  }

  /// A change that waits for its turn; what it throws undoes itself alone.
  private static final class Turn<T> {
    private static final String POINT = "turn";
    private final Function<Handle, T> work;
    private @Nullable T value;
    private @Nullable RuntimeException failure;
    private boolean done;

    Turn(Function<Handle, T> work) {
      this.work = work;
    }

    void run(Handle handle) {
      handle.savepoint(POINT);
      try {
        value = work.apply(handle);
        handle.releaseSavepoint(POINT);
      } catch (JdbiException e) {
        failure = new Failed(e);
        handle.rollbackToSavepoint(POINT);
      } catch (RuntimeException e) {
        failure = e;
        handle.rollbackToSavepoint(POINT);
      }
    }

    T answer() {
      if (failure != null) {
        throw failure;
      }
      return Objects.requireNonNull(value);
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
