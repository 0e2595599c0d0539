// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.decide;

import io.stillwatch.model.crypto.Sha256;

/// Ids of refusals that no decision stands behind: an empty budget, a feature that the tier lacks.
/// The account and the minute give the id again, so nothing has to be kept for somebody who quotes
/// it.
public final class Refusals {
  private static final long MINUTE = 60_000;
  private static final int BYTES = 8;

  private Refusals() {}

  /// @param now milliseconds since 1970 UTC
  public static String id(String account, long now) {
    return "t-" + Sha256.hex(account + " " + now / MINUTE, BYTES);
  }
}
