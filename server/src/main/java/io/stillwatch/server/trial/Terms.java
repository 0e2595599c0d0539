// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.trial;

import io.stillwatch.interventions.Design;
import io.stillwatch.interventions.Remedy;
import io.stillwatch.interventions.Timetable;
import io.stillwatch.server.settings.Key;
import io.stillwatch.server.settings.Settings;
import java.util.List;

/// What the operator allows of interventions.
///
/// @param allowed whether there may be any
/// @param timetable of every one, but for when it begins
/// @param remedy what those who are touched meet
public record Terms(boolean allowed, Timetable timetable, Remedy remedy) {
  private static final int PAIRS_MOST = 400;

  /// Reads the section `interventions`.
  ///
  /// @throws io.stillwatch.server.settings.BadSetting when a plan could not be held to it
  public static Terms of(Settings settings) {
    boolean allowed = settings.word(Key.INTERVENTIONS, "false", "true").equals("true");
    if (allowed && settings.text(Key.BUDGETS).equals("shared")) {
      throw settings.refuse(
          Key.INTERVENTIONS,
          "takes false here: a plan counts the requests of one process, and gateway.budgets says that"
              + " there are several");
    }
    long slot = settings.span(Key.INTERVENTION_SLOT).toMillis();
    long round = settings.span(Key.INTERVENTION_ROUND).toMillis();
    int pairs = settings.whole(Key.INTERVENTION_PAIRS, 1, PAIRS_MOST);
    double cap = settings.share(Key.INTERVENTION_CAP);
    long retryAfter = settings.span(Key.INTERVENTION_RETRY).toMillis();
    try {
      var terms =
          new Terms(allowed, new Timetable(0, round, slot, pairs), new Remedy(1, retryAfter, cap));
      Design.of("any", List.of("a", "b", "c", "d"), terms.timetable(), terms.remedy());
      return terms;
    } catch (IllegalArgumentException e) {
      throw settings.refuse(
          Key.INTERVENTIONS, "goes with other keys of its section: " + e.getMessage());
    }
  }

  /// The timetable of a plan that begins at a time.
  Timetable from(long at) {
    return new Timetable(at, timetable.round(), timetable.slot(), timetable.pairs());
  }
}
