// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

/// What a touched account meets: for one slot its requests are put off with a time to try again.
/// Nothing is falsified, nothing is lost.
///
/// @param share probability that an account of the treated half is touched in a treated slot, above
///   0 and at most 1
/// @param retryAfter milliseconds after which a request may be sent again, 1 second to 1 hour
/// @param cap largest share of requests that may be touched: of each account since the plan began,
///   and of the whole service in each slot, lest freed capacity speed up the focal half; above 0
///   and at most [#MOST_TOUCHED]
public record Remedy(double share, long retryAfter, double cap) {
  /// No plan may touch more than this share of requests.
  public static final double MOST_TOUCHED = 0.02;

  private static final long SECOND = 1000;

  public Remedy {
    Require.that(share > 0 && share <= 1, "a share is above 0 and at most 1, not " + share);
    Require.that(
        retryAfter >= SECOND && retryAfter <= 3600 * SECOND,
        "a request may be put off by 1 second to 1 hour, not by " + retryAfter + " ms");
    Require.that(
        cap > 0 && cap <= MOST_TOUCHED,
        "at most " + MOST_TOUCHED + " of requests may be touched, not " + cap);
  }

  /// Whether one more request may be touched.
  ///
  /// @param touched requests touched so far
  /// @param seen requests so far, this one included
  boolean allows(long touched, long seen) {
    return touched + 1 <= cap * seen;
  }
}
