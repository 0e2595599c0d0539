// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.trust;

import io.stillwatch.share.stix.Step;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// What leads suggest of an account. It orders people's work and limits what may be done without
/// them; it is no evidence, and enters no e-value.
///
/// @param step the most that may be done on leads alone
/// @param strength 0 to 1: what the leads weigh together
/// @param leads ids of the leads
/// @param because one line for each, and for each veto
public record Advice(
    Step step, double strength, SortedSet<String> leads, java.util.List<String> because) {
  public Advice {
    leads = Collections.unmodifiableSortedSet(new TreeSet<>(leads));
    because = java.util.List.copyOf(because);
  }
}
