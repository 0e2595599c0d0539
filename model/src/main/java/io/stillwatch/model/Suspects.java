// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model;

import static io.stillwatch.model.Require.filled;

import java.util.List;

/// Accounts that somebody else suspects of being one actor, before anything was looked at here.
///
/// @param name what the answer is known by
/// @param accounts account ids; those that are not known are passed over
public record Suspects(String name, List<String> accounts) {
  public Suspects {
    filled(name, "suspects need a name");
    accounts = List.copyOf(accounts);
  }
}
