// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import io.stillwatch.model.Day;
import io.stillwatch.model.Tie;
import java.util.List;

/// What an evidence file says, after every number of it was computed again. Nothing in it names an
/// account: accounts and principals are numbers.
///
/// @param exhibits how many exchanges were counted again
/// @param days exchanges and active accounts by day
/// @param arrivals accounts seen up to each of those days
/// @param ties what passed between principals, by their numbers, most often first
/// @param course decimal logarithm of the e-value of each family of flows at the end of each day
/// @param checks what was computed again and found equal, in plain words
public record Verified(
    Facts facts,
    long exhibits,
    List<Day> days,
    List<Long> arrivals,
    List<Tie> ties,
    List<Course> course,
    List<String> checks) {
  public Verified {
    days = List.copyOf(days);
    arrivals = List.copyOf(arrivals);
    ties = List.copyOf(ties);
    course = List.copyOf(course);
    checks = List.copyOf(checks);
  }

  /// How the evidence of one family grew.
  public record Course(String family, List<Double> log10E) {
    public Course {
      log10E = List.copyOf(log10E);
    }
  }

  /// What could not be computed again from the file alone, and is taken on trust.
  public static List<String> trusted() {
    return List.of(
        "that the exhibits are what the provider's log held: the log itself is not here",
        "what passes between strangers (events and chances of E1, E2 and E3), how uneven other"
            + " groups are (E5), and the values of the matched groups (E4, E6, E9, E10, X): they come"
            + " from the whole log, and the file holds the sums only",
        "that matched groups were drawn by chance among accounts as busy, as the method says",
        "pieces of work, uses of the group's own scaffolds and exclusive payloads of each principal,"
            + " and how many others use those scaffolds: counts by the scan",
        "that what passed was private, that is, not known outside before",
        "of accounts that are not named, everything but the exchanges that a passing rests on",
        "how many groups were tested and how many stood, and the time since which the finding stands");
  }
}
