// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import java.util.List;
import java.util.OptionalInt;

/// What an indicator says.
///
/// @param tokens of one kind, at least one
/// @param type `malicious-activity` or `anomalous-activity`
/// @param confidence 0 to 100
/// @param recommended the most that is suggested
/// @param about id of the campaign or grouping it belongs to; empty when it stands alone
/// @param distance up to how many bits a sketch may differ
public record Hint(
    String name,
    String description,
    List<Token> tokens,
    String type,
    int confidence,
    Step recommended,
    String about,
    OptionalInt distance) {
  public Hint {
    tokens = List.copyOf(tokens);
  }
}
