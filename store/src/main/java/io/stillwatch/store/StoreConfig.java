// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static io.stillwatch.model.Require.that;

import java.nio.file.Path;

/// Where a store is.
public sealed interface StoreConfig {
  /// SQLite, in one file of this folder; the folder is made when it is missing.
  record Embedded(Path folder) implements StoreConfig {
    Path file() {
      return folder.resolve("stillwatch.db");
    }

    /// How messages name it.
    @Override
    public String toString() {
      return file().toString();
    }
  }

  /// PostgreSQL.
  ///
  /// @param url as JDBC takes it, such as
  ///   `jdbc:postgresql://db.internal/stillwatch?sslmode=verify-full`; no password in it, for it is
  ///   shown
  /// @param user who connects
  /// @param password of that user; never shown
  record Server(String url, String user, String password) implements StoreConfig {
    public Server {
      that(
          url.startsWith("jdbc:postgresql:"),
          "a database is named by a url that begins with jdbc:postgresql:");
      that(
          !url.contains("password="),
          "the url of the database holds a password; give it by file or environment");
    }

    /// How messages name it.
    @Override
    public String toString() {
      return url;
    }
  }
}
