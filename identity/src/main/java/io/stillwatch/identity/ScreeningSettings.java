// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.util.Set;

/// How to screen.
///
/// @param lowest tier of an account of which nothing speaks for another
/// @param paid tier of one that has given a payment instrument
/// @param verified tier of one whose identity was checked
/// @param proofs words of [Applicant#verification] that mean that identity was checked
/// @param level a count is a reason when one as high has at most this probability under its null
public record ScreeningSettings(
    String lowest, String paid, String verified, Set<String> proofs, double level) {
  /// The tiers of the standard policy (docs/policy.md).
  public static final ScreeningSettings STANDARD =
      new ScreeningSettings(
          "unverified", "paid", "verified", Set.of("identity", "contract"), 0.001);

  public ScreeningSettings {
    proofs = Set.copyOf(proofs);
    Require.that(
        !lowest.isBlank() && !paid.isBlank() && !verified.isBlank(), "a tier needs a name");
    Require.that(
        level > 0 && level < 1, "the level is a probability between 0 and 1, not " + level);
  }
}
