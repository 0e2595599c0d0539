// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static io.stillwatch.model.Require.filled;

import java.util.List;

/// A signup, and what came of screening it.
///
/// @param account the account id
/// @param at when, milliseconds since 1970 UTC
/// @param tier the tier that was proposed
/// @param reasons why, in plain words
/// @param signup what was handed in, as JSON
public record Screened(String account, long at, String tier, List<String> reasons, String signup) {
  public Screened {
    filled(account, "a signup needs an account");
    reasons = List.copyOf(reasons);
    Json.parse(signup);
  }
}
