// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.decide;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Ids of refusals that no decision stands behind: an empty budget, a feature that the tier lacks.
/// The account and the minute give the id again, so nothing has to be kept for somebody who quotes
/// it.
public final class Refusals {
  private static final long MINUTE = 60_000;
  private static final int BYTES = 8;

  private Refusals() {}

  /// @param now milliseconds since 1970 UTC
  public static String id(String account, long now) {
    try {
      String text = account + " " + now / MINUTE;
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "t-" + HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
