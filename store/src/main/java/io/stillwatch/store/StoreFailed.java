// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteException;

/// The database did not do what was asked. Nothing of the change was kept; only when the connection
/// broke at the very end may the whole of it have been. The store heals when the database does.
public final class StoreFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// Classes of SQLSTATE that say so: bad data, broken rules, no permission, no such table, damage.
  private static final Set<String> LASTING = Set.of("0A", "22", "23", "28", "3D", "42", "XX");

  /// Codes of SQLite that say so: error in the statement, read-only, damaged, broken rule, wrong
  /// type, not a database.
  private static final Set<Integer> LASTING_CODES = Set.of(1, 8, 11, 19, 20, 26);

  private final boolean lasts;

  StoreFailed(String what, Throwable cause) {
    super(what, cause);
    lasts = lasts(cause);
  }

  /// Whether it will not pass by itself: the database is there, and refuses what it is told.
  public boolean lasts() {
    return lasts;
  }

  private static boolean lasts(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLiteException sqlite) {
        return LASTING_CODES.contains(sqlite.getResultCode().code & 0xff);
      }
      if (at instanceof SQLException sql) {
        String state = sql.getSQLState();
        return state != null && state.length() == 5 && LASTING.contains(state.substring(0, 2));
      }
    }
    return false;
  }
}
