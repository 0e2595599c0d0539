// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import static io.stillwatch.model.Require.that;

import java.time.Instant;

/// Which telling of a finding this is. An object told again keeps when it was created.
///
/// @param created when it was first told
/// @param modified when this version was made
public record Edition(Instant created, Instant modified) {
  public Edition {
    that(!modified.isBefore(created), "a version is not older than what it is a version of");
  }

  /// The first.
  public static Edition first(Instant at) {
    return new Edition(at, at);
  }
}
