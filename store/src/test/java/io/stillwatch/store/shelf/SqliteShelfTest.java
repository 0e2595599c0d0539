// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.shelf;

import io.stillwatch.store.Places;
import io.stillwatch.store.StoreConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteShelfTest extends ShelfContract {
  @TempDir private Path folder;

  @Override
  StoreConfig place() {
    return Places.sqlite(folder);
  }
}
