// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteReplicaTest extends ReplicaContract {
  @TempDir private Path folder;

  @Override
  StoreConfig place() {
    return Places.sqlite(folder);
  }
}
