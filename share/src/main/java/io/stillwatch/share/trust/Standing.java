// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.trust;

import static io.stillwatch.model.Require.that;

/// What became of a peer's leads of one kind here.
///
/// @param confirmed by one's own evidence, or by sightings of two other peers
/// @param refuted by one's own evidence, by disputes of two other peers, or by a canary
public record Standing(long confirmed, long refuted) {
  static final Standing NONE = new Standing(0, 0);

  public Standing {
    that(confirmed >= 0 && refuted >= 0, "counts are not negative");
  }

  Standing plus(boolean right) {
    return right ? new Standing(confirmed + 1, refuted) : new Standing(confirmed, refuted + 1);
  }
}
