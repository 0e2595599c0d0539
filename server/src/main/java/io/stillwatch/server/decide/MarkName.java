// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.decide;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Remedy;
import io.stillwatch.server.settings.MarksFile;
import java.util.Optional;

/// Which watermark key a decision applies.
///
/// @param written as the policy names it, perhaps with a place for the campaign
/// @param campaign the group that the decision is about
public record MarkName(String written, String campaign) {
  /// Empty when it applies none.
  public static Optional<MarkName> of(Decision decision) {
    return decision.remedy() instanceof Remedy.Mark(String key)
        ? Optional.of(new MarkName(key, decision.grounds().evidence().campaign()))
        : Optional.empty();
  }

  /// As gateways are told it.
  public String told() {
    return written.replace(MarksFile.CAMPAIGN, campaign);
  }
}
