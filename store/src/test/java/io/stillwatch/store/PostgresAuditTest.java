// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

class PostgresAuditTest extends AuditContract {
  @Override
  StoreConfig place() throws Exception {
    return Places.postgresql();
  }

  @Override
  String[] unlock() {
    return new String[] {"drop trigger audit_is_not_changed on audit"};
  }
}
