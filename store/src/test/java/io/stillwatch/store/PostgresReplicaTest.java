// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

class PostgresReplicaTest extends ReplicaContract {
  @Override
  StoreConfig place() throws Exception {
    return Places.postgresql();
  }
}
