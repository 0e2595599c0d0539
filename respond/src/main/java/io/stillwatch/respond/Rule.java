// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import io.stillwatch.model.Mode;
import io.stillwatch.model.Rung;

/// One rule of a policy: which accounts of a finding may climb how far.
///
/// @param name its name, unique in the policy
/// @param mode how far it may reach
/// @param when the condition
/// @param rung as high as it allows; accounts go there one rung at a time
/// @param atOnce whether they go there in one step
/// @param lasts how long its decisions hold, milliseconds
/// @param reason in plain words, as the customer may be told
public record Rule(
    String name, Mode mode, Condition when, Rung rung, boolean atOnce, long lasts, String reason) {
  public Rule {
    Require.filled(name, "a rule needs a name");
    Require.filled(reason, "a rule needs a reason");
    Require.that(lasts > 0, "what a rule decides lasts for a while");
  }
}
