// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import io.stillwatch.stats.CoinPairs;
import java.util.List;
import java.util.stream.Collectors;

/// All that is laid down before a plan begins, except its chance. Refused when it would be expected
/// to touch more than its remedy's cap.
///
/// @param candidate which group is tested, as its finding names it
/// @param members the group's accounts as the log writes them, four or more; frozen and kept sorted
/// @param timetable when
/// @param remedy what is done to those who are touched
/// @param consent who allowed it and where that is written down; empty when nobody did
public record Design(
    String candidate, List<String> members, Timetable timetable, Remedy remedy, String consent) {
  private static final int FEWEST = 4;

  public Design {
    members = members.stream().sorted().toList();
    Require.that(
        members.size() >= FEWEST, "a plan needs " + FEWEST + " members, not " + members.size());
    Require.that(members.stream().distinct().count() == members.size(), "a member is listed twice");
    Require.that(
        members.stream().allMatch(Design::isOneLine) && isOneLine(candidate),
        "an account or a candidate has an empty name, or a name of several lines");
    Require.that(consent.isEmpty() || isOneLine(consent), "consent is written in one line");
    Require.that(
        remedy.share() * timetable.slot() <= remedy.cap() * timetable.round(),
        "one slot in each round would touch more than %s of requests; make rounds longer"
            .formatted(remedy.cap()));
  }

  /// A design that nobody has allowed yet; no plan is made of it.
  public static Design of(
      String candidate, List<String> members, Timetable timetable, Remedy remedy) {
    return new Design(candidate, members, timetable, remedy, "");
  }

  /// The same, allowed.
  ///
  /// @param by who, and where it is written down
  public Design allowed(String by) {
    return new Design(candidate, members, timetable, remedy, by);
  }

  /// One text for one design, which the commitment binds: a line for each fact, members last.
  public String text() {
    return """
    stillwatch intervention 1
    candidate %s
    consent %s
    from %d round %d slot %d pairs %d
    share %s retry-after %d cap %s
    dip %s
    stakes %s
    members
    """
            .formatted(
                candidate,
                consent,
                timetable.from(),
                timetable.round(),
                timetable.slot(),
                timetable.pairs(),
                remedy.share(),
                remedy.retryAfter(),
                remedy.cap(),
                Surroundings.DIP,
                CoinPairs.stakes())
        + members.stream().collect(Collectors.joining("\n"));
  }

  private static boolean isOneLine(String name) {
    return !name.isBlank() && name.chars().noneMatch(Character::isISOControl);
  }
}
