// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.store.Places;
import io.stillwatch.store.Store;
import io.stillwatch.store.StoreConfig;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class PostgresShelfTest extends ShelfContract {
  @Override
  StoreConfig place() throws Exception {
    return Places.postgresql();
  }

  @Test
  void aShelfStandsBesideAStoreInOneDatabase() throws Exception {
    StoreConfig place = Places.postgresql();
    for (int start = 0; start < 2; start++) {
      try (Store store = Store.open(place, InstantSource.system());
          Shelf shelf = Shelf.open(place, InstantSource.system())) {
        assertThat(store.audit().head().seq()).isZero();
        assertThat(shelf.collection("feed").version()).isEqualTo(4);
      }
    }
  }
}
