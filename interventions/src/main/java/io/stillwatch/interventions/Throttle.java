// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/// A plan at work in a gateway: answers each request, counts, and keeps the bounds. At no moment
/// has more than the remedy's cap been touched of any account's requests since the plan began, or
/// of the service's in a slot, and hence ever; what would exceed it passes. Once stopped,
/// everything passes.
///
/// One thread at a time. An answer takes constant time and allocates nothing.
public final class Throttle {
  private final Answer pass = new Answer.Pass();
  private final Answer wait;
  private final Plan plan;
  private final Timetable timetable;
  private final Remedy remedy;
  private final Map<String, Member> members = new HashMap<>();
  private final long[] focal;
  private final long[] outside;
  private final long[] served;
  private final long[] touched;
  private final int broken;
  private long seen;
  private long touchedBefore;
  private Trial trial;

  private static final class Member {
    private final Plan.Part part;
    private long seen;
    private long touched;

    Member(Plan.Part part) {
      this.part = part;
    }
  }

  public Throttle(Plan plan) {
    this(Trial.of(plan), -1);
  }

  /// Goes on after an interruption, such as a restart. A pair that had begun by then does not
  /// count, and nobody is touched in what is left of it; whoever may have been touched since the
  /// tally is taken to have been touched as often as the cap allowed, so that the bounds hold all
  /// the same.
  ///
  /// @param trial as it was kept last
  /// @param tally as it was kept with it
  /// @param at now, in milliseconds since 1970 UTC
  public static Throttle resumed(Trial trial, Tally tally, long at) {
    Timetable timetable = trial.plan().design().timetable();
    int next = trial.pairs().size();
    int broken = next - 1;
    while (broken + 1 < timetable.pairs() && timetable.start(2 * (broken + 1)) <= at) {
      broken++;
    }
    var throttle = new Throttle(trial, broken);
    throttle.restore(tally, broken >= next);
    return throttle;
  }

  /// @param broken the last pair that was interrupted; all up to it that are not weighed are void
  private Throttle(Trial trial, int broken) {
    this.trial = trial;
    this.broken = broken;
    plan = trial.plan();
    timetable = plan.design().timetable();
    remedy = plan.design().remedy();
    wait = new Answer.Wait(Duration.ofMillis(remedy.retryAfter()));
    focal = new long[2 * timetable.pairs()];
    outside = new long[focal.length];
    served = new long[focal.length];
    touched = new long[focal.length];
    plan.parts().forEach((account, part) -> members.put(account, new Member(part)));
  }

  private void restore(Tally tally, boolean unsure) {
    seen = tally.seen();
    touchedBefore = tally.touched();
    for (Tally.Count count : tally.members()) {
      Member member = members.get(count.account());
      if (member == null) {
        throw new IllegalArgumentException("the tally is of another plan");
      }
      member.seen = count.seen();
      long most = (long) Math.ceil(remedy.cap() * count.seen());
      member.touched = unsure ? Math.max(most, count.touched()) : count.touched();
    }
  }

  /// Counts a request and says what to do with it.
  ///
  /// @param account as the log writes it, a member or not
  /// @param at milliseconds since 1970 UTC
  public Answer answer(String account, long at) {
    if (!timetable.holds(at)) {
      return pass;
    }
    count(account, at, 1);
    Member member = members.get(account);
    int slot = timetable.slotAt(at);
    if (member == null
        || slot < 0
        || slot / 2 <= broken
        || trial.stop().isPresent()
        || !plan.touches(member.part, slot)) {
      return pass;
    }
    if (!remedy.allows(member.touched, member.seen)
        || !remedy.allows(touched[slot], served[slot])) {
      return pass;
    }
    member.touched++;
    touched[slot]++;
    return wait;
  }

  /// Counts requests that were served without asking, such as those of accounts outside the group.
  ///
  /// @param at milliseconds since 1970 UTC; what lies outside the plan is not counted
  /// @param requests how many, 0 or more
  public void count(String account, long at, long requests) {
    Require.that(requests >= 0, "a count is 0 or more");
    if (!timetable.holds(at)) {
      return;
    }
    seen += requests;
    int slot = timetable.slotAt(at);
    Member member = members.get(account);
    if (member != null) {
      member.seen += requests;
    }
    if (slot >= 0) {
      served[slot] += requests;
    }
    if (slot >= 0 && (member == null || member.part.focal())) {
      (member == null ? outside : focal)[slot] += requests;
    }
  }

  /// Stops touching for good: at any sign of harm, when a customer disputes it, or when consent is
  /// withdrawn. A pair that has begun still counts, whatever its coin said; later ones do not.
  ///
  /// @param at milliseconds since 1970 UTC
  /// @param why for the record; the first reason stays
  public void stop(long at, String why) {
    trial = trial.stopped(at, why);
  }

  /// Whether the next pair is over and waits to be weighed.
  ///
  /// @param at now, in milliseconds since 1970 UTC
  public boolean isDue(long at) {
    return trial.goesOn() && at >= timetable.start(2 * trial.pairs().size()) + 2 * timetable.slot();
  }

  /// Weighs the next pair, once it is over. One that was interrupted does not count.
  ///
  /// @param at now, in milliseconds since 1970 UTC
  /// @param outage whether the service failed in it
  /// @param release whether a model or a price came out in it
  /// @throws IllegalArgumentException while the pair lasts, or when no pair is left
  public Trial close(long at, boolean outage, boolean release) {
    int first = 2 * trial.pairs().size();
    Require.that(trial.goesOn(), "no pair is left to weigh");
    Require.that(isDue(at), "the pair is not over yet");
    trial =
        trial.close(
            new Surroundings(
                outside[first], outside[first + 1], outage || first / 2 <= broken, release),
            () -> new Focal(focal[first], focal[first + 1]));
    return trial;
  }

  /// The evidence so far.
  public Trial trial() {
    return trial;
  }

  /// What the plan has cost customers so far.
  public Cost cost() {
    double worst =
        members.values().stream()
            .filter(member -> member.seen > 0)
            .mapToDouble(member -> (double) member.touched / member.seen)
            .max()
            .orElse(0);
    return new Cost(
        seen,
        members.values().stream().mapToLong(member -> member.seen).sum(),
        touchedBefore + Arrays.stream(touched).sum(),
        worst);
  }

  /// All that was counted and outlasts a pair: to be kept with the trial whenever one is weighed.
  public Tally tally() {
    return new Tally(
        seen,
        touchedBefore + Arrays.stream(touched).sum(),
        members.entrySet().stream()
            .map(one -> new Tally.Count(one.getKey(), one.getValue().seen, one.getValue().touched))
            .sorted(Comparator.comparing(Tally.Count::account))
            .toList());
  }

  /// What a plan costs customers.
  ///
  /// @param service requests of the whole service since the plan began
  /// @param group those of the tested group, focal half included
  /// @param touched requests put off, each attempt counted
  /// @param worst largest share of one account's requests that was put off, 0 to 1
  public record Cost(long service, long group, long touched, double worst) {}
}
