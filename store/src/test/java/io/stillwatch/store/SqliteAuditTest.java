// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteAuditTest extends AuditContract {
  @TempDir private Path folder;

  @Override
  StoreConfig place() {
    return Places.sqlite(folder);
  }

  @Override
  String[] unlock() {
    return new String[] {
      "drop trigger audit_is_not_changed",
      "drop trigger audit_is_not_deleted",
      "drop trigger audit_is_not_replaced"
    };
  }
}
