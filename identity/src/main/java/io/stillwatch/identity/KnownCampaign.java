// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.util.Set;

/// A campaign that detection named, by the marks of its accounts: those that [Screened#marks] gave
/// when they signed up.
///
/// @param id as in the finding
public record KnownCampaign(String id, Set<Mark> marks) {
  public KnownCampaign {
    marks = Set.copyOf(marks);
  }
}
