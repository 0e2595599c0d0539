// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.door;

import io.stillwatch.store.journal.Folders;
import java.io.IOException;
import java.nio.file.Path;
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
public final class Keep {
  private static final int BUSY_MS = 10_000;

  private final Jdbi jdbi;
  private final Object writing = new Object();

  private Keep(DataSource source) {
    jdbi = Jdbi.create(source);
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

  /// One transaction: all of it, or nothing when anything is thrown.
  ///
  /// @throws Failed when the database does not answer
  public <T> T change(Function<Handle, T> work) {
    synchronized (writing) {
      try {
        return jdbi.inTransaction(work::apply);
      } catch (JdbiException e) {
        throw new Failed(e);
      }
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
}
