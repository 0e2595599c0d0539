// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.trial;

import io.stillwatch.interventions.Protocol;
import io.stillwatch.interventions.Standing;
import io.stillwatch.interventions.Tally;
import io.stillwatch.store.Intervention;
import tools.jackson.databind.json.JsonMapper;

/// All that is kept of one intervention.
///
/// @param protocol design, commitment and pairs; the seed only when it is over
/// @param by who allowed it
/// @param reason in plain words
/// @param tally what was counted when the last pair was weighed
/// @param standing what the pairs say so far
public record Sheet(Protocol protocol, String by, String reason, Tally tally, Standing standing) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /// Reads what was kept.
  public static Sheet of(Intervention kept) {
    return MAPPER.readValue(kept.body(), Sheet.class);
  }

  Intervention kept(String id, boolean over) {
    return new Intervention(
        id, protocol.design().candidate(), over, MAPPER.writeValueAsString(this));
  }
}
