// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/// Empty databases. One PostgreSQL serves the whole run; it stops with the JVM.
public final class Places {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Places() {}

  private static final class Shared {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  public static StoreConfig sqlite(Path folder) {
    return new StoreConfig.Embedded(folder.resolve("data" + COUNT.incrementAndGet()));
  }

  public static StoreConfig postgresql() throws SQLException {
    return postgresql(Shared.SERVER);
  }

  static StoreConfig postgresql(EmbeddedPostgres server) throws SQLException {
    String name = "case" + COUNT.incrementAndGet();
    try (Connection admin = server.getPostgresDatabase().getConnection();
        var statement = admin.createStatement()) {
      statement.execute("create database " + name);
    }
    return new StoreConfig.Server(server.getJdbcUrl("postgres", name), "postgres", "");
  }

  static Connection connect(StoreConfig config) throws SQLException {
    return switch (config) {
      case StoreConfig.Embedded file -> DriverManager.getConnection("jdbc:sqlite:" + file.file());
      case StoreConfig.Server server ->
          DriverManager.getConnection(server.url(), server.user(), server.password());
    };
  }

  static void execute(StoreConfig config, String... statements) throws SQLException {
    try (Connection connection = connect(config);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
