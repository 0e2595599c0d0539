// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;

/// Reads an archive as its users do: with DuckDB, which shares no code with what wrote it.
final class Duck {
  private Duck() {}

  /// The files of an archive that are whole, for a `from`.
  static String files(Path archive) {
    return "read_parquet('" + archive + "/*/*/*.parquet', hive_partitioning = true)";
  }

  /// The one row of an answer, its cells with a space between them.
  static String row(String query) throws Exception {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet found = duck.createStatement().executeQuery(query)) {
      found.next();
      var cells = new ArrayList<String>();
      for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
        cells.add(found.getString(i));
      }
      return String.join(" ", cells);
    }
  }
}
