// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Portrait;
import java.util.Arrays;
import java.util.Optional;

/// Whether the members of a group work in turn. A table of members by six hours of the calendar, in
/// active hours. Round robin leaves less than chance in it at six hours already, all members speed
/// up and slow down together, and yet they act at different hours. Quotas and caps are filled at
/// hours of one's own; jobs that run by the clock do the same on every day, so that nothing moves;
/// an event that sets an app to work has all its customers act at once.
///
/// @param ratio chi-squared by degrees of freedom; of people 1 and more
/// @param error standard error of `ratio` for members that are independent
/// @param together how much the group's total moves from one day to the next, squared, by what it
///   would if the members moved independently: the first or second quartile of all six-hour blocks
///   by that of chi-squared, whichever is less; 0 when too few days were seen
/// @param apart variance of who is active in an hour by what it were if the hours of a block were
///   alike: near 1 for turns, 0 if all act at once
record Turns(double ratio, double error, double together, double apart) {
  private static final int WIDTH = 6;
  private static final int DAY = 24 / WIDTH;
  private static final double FAR = 3;
  private static final double RATIO = 0.4;
  private static final double TOGETHER = 9;
  private static final double APART = 0.6;

  /// Of a list dealt at random, where apps that answer to different events may be mixed.
  private static final double RANDOM_APART = 0.85;

  /// Chance leaves 0.9 and more in active hours.
  private static final double EVEN = 0.75;

  /// Six days: an outage of nearly a day and its end move the total in eight pairs, an update in
  /// four, and together they must leave a quarter of the pairs.
  private static final int PAIRS = 20;

  /// Quartiles of chi-squared with one degree of freedom.
  private static final double QUARTER = 0.1015;

  private static final double HALF = 0.4549;

  /// Less variance expected in a cell is left out: hours that all are active in tell nothing.
  private static final double LEAST_VARIANCE = 0.05;

  static final Turns NONE = new Turns(Double.POSITIVE_INFINITY, 0, 0, 0);

  static Turns of(Group group, Population population, long now) {
    var active = new boolean[group.like.length][Portrait.HOURS];
    var hours = new long[(Portrait.HOURS + 63) / 64];
    int end = (int) Math.floorMod(Math.floorDiv(now, 3_600_000L), (long) Portrait.HOURS);
    for (int m = 0; m < active.length; m++) {
      population.hours(group.members[group.like[m]], now, hours);
      for (int h = 0; h < Portrait.HOURS; h++) {
        int slot = (end + h) % Portrait.HOURS;
        active[m][h] = (hours[slot >> 6] >>> slot & 1) != 0;
      }
    }
    return of(active);
  }

  /// @param active members by hours, oldest first
  static Turns of(boolean[][] active) {
    int n = active.length;
    int width = n == 0 ? 0 : active[0].length;
    var byHour = new double[width];
    for (boolean[] row : active) {
      for (int h = 0; h < width; h++) {
        byHour[h] += row[h] ? 1 : 0;
      }
    }
    int first = 0;
    while (first < width && byHour[first] == 0) {
      first++;
    }
    int from = first / WIDTH + 1; // the first block is not whole
    int blocks = width / WIDTH - from;
    if (n < 2 || blocks < 1) {
      return NONE;
    }
    var table = new int[n][blocks];
    for (int m = 0; m < n; m++) {
      for (int h = from * WIDTH; h < (from + blocks) * WIDTH; h++) {
        table[m][h / WIDTH - from] += active[m][h] ? 1 : 0;
      }
    }
    return of(table, Arrays.copyOfRange(byHour, from * WIDTH, (from + blocks) * WIDTH));
  }

  private static Turns of(int[][] table, double[] byHour) {
    int n = table.length;
    var byBlock = new double[byHour.length / WIDTH];
    double one = 0;
    double whole = 0;
    for (int b = 0; b < byBlock.length; b++) {
      for (int h = b * WIDTH; h < (b + 1) * WIDTH; h++) {
        byBlock[b] += byHour[h];
        one += byHour[h] / n * (1 - byHour[h] / n);
      }
      double share = byBlock[b] / (n * WIDTH);
      whole += WIDTH * share * (1 - share);
    }
    double all = Arrays.stream(byBlock).sum();
    double chi = 0;
    int cells = 0;
    for (int[] row : table) {
      double by = Arrays.stream(row).sum();
      for (int b = 0; b < byBlock.length; b++) {
        double expected = by * byBlock[b] / all;
        double variance = expected * (1 - Math.min(1, expected / WIDTH));
        if (variance >= LEAST_VARIANCE) {
          chi += (row[b] - expected) * (row[b] - expected) / variance;
          cells++;
        }
      }
    }
    return cells == 0
        ? NONE
        : new Turns(chi / cells, Math.sqrt(2.0 / cells), together(table, byBlock), one / whole);
  }

  private static double together(int[][] table, double[] byBlock) {
    int pairs = byBlock.length - DAY;
    if (pairs < PAIRS) {
      return 0;
    }
    var moves = new double[pairs];
    for (int b = 0; b < pairs; b++) {
      double moved = byBlock[b + DAY] - byBlock[b];
      double alone = 1;
      for (int[] row : table) {
        double own = row[b + DAY] - row[b] - moved / table.length;
        alone += own * own;
      }
      moves[b] = moved * moved / alone;
    }
    Arrays.sort(moves);
    return Math.min(moves[pairs / 2] / HALF, moves[pairs / 4] / QUARTER);
  }

  /// Why the work of six hours does not look dealt out at random, if it does not.
  Optional<Plain.Reason> reason() {
    if (this == NONE) {
      return Plain.Reason.ofOther("too little was seen to tell work that is dealt out from timers");
    }
    if (ratio < EVEN) {
      return Plain.Reason.ofEven(
          "each member does the same amount at all times of the day, as timers have it: "
              + Term.number(ratio)
              + " of the variation of chance");
    }
    return apart < RANDOM_APART
        ? Plain.Reason.ofEven(
            "all members act at the same hours, as an app has it that answers to events")
        : Optional.empty();
  }

  /// Whether they take turns.
  boolean taken() {
    return ratio + FAR * error < RATIO && together >= TOGETHER && apart >= APART;
  }
}
