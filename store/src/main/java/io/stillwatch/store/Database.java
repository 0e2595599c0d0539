// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.stillwatch.store.journal.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
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

/// A database of either kind, brought to the newest form. All that SQLite and PostgreSQL do
/// differently stands here and in the folders of their migrations; every statement is the same.
///
/// Readers see one moment of the whole. Writers on SQLite take turns from their first statement on
/// (`begin immediate`), on PostgreSQL from the row that [Chain] locks, or another of that kind.
public final class Database implements AutoCloseable {
  private static final int BUSY_MS = 10_000;
  private static final int CONNECTIONS = 4;

  private final String name;
  private final HikariDataSource forReading;
  private final HikariDataSource forWriting;
  private final Jdbi reading;
  private final Jdbi writing;

  private Database(String name, HikariDataSource forReading, HikariDataSource forWriting) {
    this.name = name;
    this.forReading = forReading;
    this.forWriting = forWriting;
    this.reading = silent(forReading);
    this.writing = silent(forWriting);
  }

  /// Tables that belong together, and change their form together.
  ///
  /// @param file what SQLite calls the file they are in, such as `stillwatch.db`
  /// @param migrations folders of their migrations on the class path; `{kind}` stands for `sqlite`
  ///   or `postgresql`
  /// @param history the table that remembers which migrations ran
  public record Tables(String file, List<String> migrations, String history) {
    static final Tables STORE =
        new Tables(
            "stillwatch.db",
            List.of("io/stillwatch/store/db/common", "io/stillwatch/store/db/{kind}"),
            "flyway_schema_history");

    public Tables {
      migrations = List.copyOf(migrations);
    }

    String[] locations(String kind) {
      return migrations.stream()
          .map(folder -> "classpath:" + folder.replace("{kind}", kind))
          .toArray(String[]::new);
    }

    /// How messages name a database with these tables.
    String in(StoreConfig config) {
      return switch (config) {
        case StoreConfig.Embedded(Path folder) -> folder.resolve(file).toString();
        case StoreConfig.Server server -> server.toString();
      };
    }
  }

  /// @throws StoreFailed when it does not answer, or was made by a newer program
  static Database open(StoreConfig config) {
    return open(config, Tables.STORE);
  }

  /// @throws StoreFailed when it does not answer, or was made by a newer program
  public static Database open(StoreConfig config, Tables tables) {
    return guarded(
        tables.in(config),
        "See that it can be reached and written, then start again",
        () ->
            switch (config) {
              case StoreConfig.Embedded file -> sqlite(file, tables);
              case StoreConfig.Server server -> postgresql(server, tables);
            });
  }

  /// One consistent look.
  public <T> T read(Function<Handle, T> question) {
    return healing("Try again", () -> reading.inTransaction(question::apply));
  }

  /// One transaction: all of it, or nothing when anything is thrown.
  public <T> T change(Function<Handle, T> work) {
    return healing(
        "Nothing of this change was kept; try again", () -> writing.inTransaction(work::apply));
  }

  @Override
  public void close() {
    forReading.close();
    forWriting.close();
  }

  private static Database sqlite(StoreConfig.Embedded place, Tables tables) {
    Path path = place.folder().resolve(tables.file());
    try {
      Folders.make(place.folder());
    } catch (IOException e) {
      throw new StoreFailed("the folder " + place.folder() + " cannot be made", e);
    }
    migrate(path.toString(), file(path, TransactionMode.DEFERRED), tables, "sqlite");
    HikariConfig readers = pool(CONNECTIONS);
    readers.setDataSource(file(path, TransactionMode.DEFERRED));
    HikariConfig writer = pool(1);
    writer.setDataSource(file(path, TransactionMode.IMMEDIATE));
    return new Database(
        path.toString(), new HikariDataSource(readers), new HikariDataSource(writer));
  }

  private static DataSource file(Path path, TransactionMode mode) {
    var settings = new SQLiteConfig();
    settings.setJournalMode(JournalMode.WAL);
    settings.setSynchronous(SynchronousMode.FULL);
    settings.setBusyTimeout(BUSY_MS);
    settings.setTransactionMode(mode);
    var source = new SQLiteDataSource(settings);
    source.setUrl("jdbc:sqlite:" + path);
    return source;
  }

  private static Database postgresql(StoreConfig.Server place, Tables tables) {
    var writers = new HikariDataSource(server(place));
    try {
      migrate(place.toString(), writers, tables, "postgresql");
      HikariConfig readers = server(place);
      readers.setReadOnly(true);
      readers.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
      return new Database(place.toString(), new HikariDataSource(readers), writers);
    } catch (RuntimeException e) {
      writers.close();
      throw e;
    }
  }

  private static HikariConfig server(StoreConfig.Server place) {
    HikariConfig config = pool(CONNECTIONS);
    config.setJdbcUrl(place.url());
    config.setUsername(place.user());
    config.setPassword(place.password());
    config.addDataSourceProperty("ApplicationName", "stillwatch");
    config.addDataSourceProperty("connectTimeout", "5");
    config.addDataSourceProperty("socketTimeout", "60");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("logServerErrorDetail", "false"); // it quotes values of rows
    return config;
  }

  private static HikariConfig pool(int connections) {
    var config = new HikariConfig();
    config.setMaximumPoolSize(connections);
    config.setConnectionTimeout(BUSY_MS);
    return config;
  }

  private static void migrate(String name, DataSource source, Tables tables, String kind) {
    try {
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(source)
          .loggers("slf4j")
          .locations(tables.locations(kind))
          .table(tables.history())
          .baselineOnMigrate(!tables.equals(Tables.STORE)) // beside other tables on one PostgreSQL
          .baselineVersion("0")
          .ignoreMigrationPatterns(new String[0])
          .failOnMissingLocations(true)
          .load()
          .migrate();
    } catch (FlywayValidateException e) {
      throw new StoreFailed(
          "the database "
              + name
              + " was not made by this version of Stillwatch or an older one; run the version that made it",
          e);
    }
  }

  /// After a failure no connection is trusted: when the database is back, the next call finds it.
  private <T> T healing(String wayOut, Supplier<T> work) {
    try {
      return guarded(name, wayOut, work);
    } catch (StoreFailed e) {
      forReading.getHikariPoolMXBean().softEvictConnections();
      forWriting.getHikariPoolMXBean().softEvictConnections();
      throw e;
    }
  }

  private static <T> T guarded(String name, String wayOut, Supplier<T> work) {
    try {
      return work.get();
    } catch (JdbiException | PoolInitializationException | FlywayException e) {
      throw new StoreFailed("the database %s failed: %s. %s".formatted(name, reason(e), wayOut), e);
    }
  }

  /// What the driver says, if it was the driver.
  private static String reason(Throwable failure) {
    Throwable at = failure;
    while (at.getCause() != null && !(at instanceof SQLException)) {
      at = at.getCause();
    }
    return String.valueOf(at.getMessage()).lines().findFirst().orElse("no reason given");
  }

  /// Statements and what was bound to them stay out of messages.
  private static Jdbi silent(DataSource source) {
    Jdbi jdbi = Jdbi.create(source);
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    return jdbi;
  }
}
