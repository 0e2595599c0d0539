// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import io.stillwatch.model.Campaign;
import java.util.List;

/// A group over time.
///
/// @param campaign its id
/// @param firstSeen event time of the judgement that first named it, milliseconds since 1970 UTC
/// @param lastSeen of the last one that did
/// @param versions what judgements said of it, the oldest first, each only when it was new
public record Appearance(String campaign, long firstSeen, long lastSeen, List<Version> versions) {
  public Appearance {
    versions = List.copyOf(versions);
  }

  /// @param at event time of the judgement
  public record Version(long at, Campaign campaign) {}
}
