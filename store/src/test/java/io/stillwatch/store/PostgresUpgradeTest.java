// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

class PostgresUpgradeTest extends UpgradeContract {
  @Override
  StoreConfig place() throws Exception {
    return Places.postgresql();
  }

  @Override
  String kind() {
    return "postgresql";
  }
}
