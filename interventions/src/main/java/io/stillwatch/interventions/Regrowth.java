// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import io.stillwatch.model.Evidence;
import io.stillwatch.model.Family;
import io.stillwatch.model.Window;
import io.stillwatch.stats.Logs;
import io.stillwatch.stats.PoissonExcess;
import java.util.Locale;

/// F2 for E8: after accounts of a group were closed, do new ones of its kind sign up faster than
/// such accounts do anyway? The kind (the *stratum*: signup attributes, infrastructure, scaffold)
/// is fixed before the ban; accounts of declared organisations do not count.
///
/// Two e-values, of which the smaller is taken. One compares with the 99% upper bound of the
/// stratum's own rate and may be read at any time, if the bound holds. The other needs no bound and
/// is exact at an exposure fixed beforehand.
///
/// @param returned new accounts of the kind since the ban, bursts from one signup counted once
/// @param exposure how long it was watched since the ban, in days
/// @param before accounts of the kind that signed up in the same stratum before the group appeared
/// @param exposureBefore how long that was watched, in days
public record Regrowth(long returned, double exposure, long before, double exposureBefore) {
  private static final double CONFIDENCE = 0.99;

  public Regrowth {
    Require.that(returned >= 0 && before >= 0, "a count is 0 or more");
    Require.that(
        exposure >= 0 && exposureBefore > 0 && exposure + exposureBefore < Double.POSITIVE_INFINITY,
        "an exposure is finite and 0 or more, and above 0 before the ban");
  }

  /// The most new accounts of the kind to be expected since the ban, at 99% confidence.
  public double expected() {
    return exposure * PoissonExcess.upperRate(before, exposureBefore, CONFIDENCE);
  }

  /// Natural logarithm of the e-value.
  public double logE() {
    return Math.min(
        PoissonExcess.logE(returned, expected()),
        PoissonExcess.logEConditional(returned, exposure, before, exposureBefore));
  }

  /// The same as evidence of family E8.
  ///
  /// @param window from the ban until now
  public Evidence evidence(Window window) {
    return new Evidence(
        Family.E8,
        "new accounts of the closed ones' kind",
        returned,
        expected(),
        Logs.log10(logE()),
        window,
        String.format(
            Locale.ROOT,
            "%,d new accounts of the closed ones' kind in %.1f days; otherwise at most %.2f would",
            returned,
            exposure,
            expected()),
        String.format(
            Locale.ROOT,
            "Poisson; %,d signups of the kind in %.1f days before, 99%% upper bound",
            before,
            exposureBefore),
        returned);
  }
}
