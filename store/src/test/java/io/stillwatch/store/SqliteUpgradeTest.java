// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static io.stillwatch.store.StoreContract.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteUpgradeTest extends UpgradeContract {
  @TempDir private Path folder;

  @Override
  StoreConfig place() {
    return Places.sqlite(folder);
  }

  @Override
  String kind() {
    return "sqlite";
  }

  @Test
  void aFileThatIsNoDatabaseIsNamed() throws Exception {
    var config = new StoreConfig.Embedded(folder);
    Files.writeString(config.file(), "this is a letter, not a database; ".repeat(100));

    assertThatThrownBy(() -> Store.open(config, NOON))
        .isInstanceOf(StoreFailed.class)
        .hasMessageContaining(config.file().toString())
        .hasMessageContaining("not a database");
  }

  @Test
  void aBackupOfTheFileIsAWholeStore() throws Exception {
    var config = new StoreConfig.Embedded(folder.resolve("first"));
    var copy = new StoreConfig.Embedded(folder.resolve("second"));
    Files.createDirectories(copy.folder());
    try (Store store = Store.open(config, NOON)) {
      store.change("ada", change -> change.note("export", "x", Map.of()));
      Places.execute(config, "vacuum into '" + copy.file() + "'");
      store.change("ada", change -> change.note("export", "y", Map.of()));
    }
    try (Store store = Store.open(copy, NOON)) {
      assertThat(store.audit().verify(Optional.empty()))
          .isInstanceOfSatisfying(
              Verification.Whole.class, whole -> assertThat(whole.head().seq()).isEqualTo(1));
    }
  }
}
