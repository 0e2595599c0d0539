// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

class PostgresStoreTest extends StoreContract {
  @Override
  StoreConfig place() throws Exception {
    return Places.postgresql();
  }
}
