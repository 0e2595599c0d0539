// SPDX-License-Identifier: Apache-2.0
/// Screens signups and proposes the tier an account starts on.
///
/// Start at [io.stillwatch.identity.Screening].
@org.jspecify.annotations.NullMarked
module io.stillwatch.identity {
  requires transitive io.stillwatch.model;
  requires com.maxmind.db;
  requires inet.ipaddr;
  requires tools.jackson.core;
  requires static org.jspecify;

  exports io.stillwatch.identity;
}
