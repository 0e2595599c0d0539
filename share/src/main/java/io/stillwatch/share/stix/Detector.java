// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import static io.stillwatch.model.Require.filled;
import static io.stillwatch.model.Require.that;

/// What made a signal, so that a receiver can tell signals of one detector from those of another,
/// and whoever repeats the work knows with what.
///
/// @param version as people say it
/// @param sha256 hex digest of the program that detects
/// @param falseDiscovery share of the campaigns it names that may be false, in the long run, 0 to 1
public record Detector(String version, String sha256, double falseDiscovery) {
  public Detector {
    filled(version, "a detector has a version");
    that(sha256.matches("[0-9a-f]{64}"), "a detector is known by 64 hex digits of SHA-256");
    that(falseDiscovery >= 0 && falseDiscovery <= 1, "a share is 0 to 1");
  }
}
