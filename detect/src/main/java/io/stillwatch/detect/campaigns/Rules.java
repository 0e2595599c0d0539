// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.model.Family;
import io.stillwatch.model.Suspects;
import java.util.List;
import java.util.Set;

/// How groups are judged.
///
/// @param falseDiscovery share of false campaigns among those named, at most
/// @param memberError the same for the accounts within a campaign
/// @param explain ids of accounts of which to tell why they are named or not
/// @param without families that are not looked at
/// @param discount whether what many use counts for less, and is nobody's own
/// @param average whether families are averaged as e-values; otherwise Fisher's method takes them
///   for independent p-values, which they are not
/// @param split whether one half of the items nominates and the other testifies
/// @param placebo whether a family that fails on groups of honest accounts is switched off
/// @param measured whether groups that do not stand are told of too
/// @param suspects groups that somebody else suspects, measured whenever it is judged
public record Rules(
    double falseDiscovery,
    double memberError,
    List<String> explain,
    Set<Family> without,
    boolean discount,
    boolean average,
    boolean split,
    boolean placebo,
    boolean measured,
    List<Suspects> suspects) {
  public Rules {
    explain = List.copyOf(explain);
    without = Set.copyOf(without);
    suspects = List.copyOf(suspects);
  }

  /// With nothing left out.
  public static Rules standard(double falseDiscovery, double memberError) {
    return new Rules(
        falseDiscovery, memberError, List.of(), Set.of(), true, true, true, true, false, List.of());
  }
}
