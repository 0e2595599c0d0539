// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static io.stillwatch.model.Require.filled;

/// The words of one exchange, sealed.
///
/// @param id of the exchange
/// @param account whose it is
/// @param day on which it was sealed, days since 1970 UTC
/// @param body what only the key of the day opens
public record Sealed(String id, String account, long day, String body) {
  public Sealed {
    filled(id, "a text needs the id of its exchange");
    filled(account, "a text needs an account");
  }
}
