// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static io.stillwatch.model.Require.filled;
import static io.stillwatch.model.Require.that;

/// What peers are to know of one thing, as it is now.
///
/// @param id unique
/// @param subject what it is about: a campaign, a group, or what a peer told
/// @param version from 1; each later one replaces the one before
/// @param sent whether this version has left
/// @param ended whether it was taken back, or is over
/// @param body what was told and why, as a JSON object; an account stands in it as a whole text, so
///   that an erasure finds it
public record Telling(
    String id, String subject, int version, boolean sent, boolean ended, String body) {
  public Telling {
    filled(id, "a telling needs an id");
    filled(subject, "a telling is about something");
    that(version >= 1, "versions count from 1");
  }

  /// The next version, which has yet to leave.
  ///
  /// @param over whether it takes back what was told
  public Telling next(boolean over, String newer) {
    return new Telling(id, subject, version + 1, false, over, newer);
  }
}
