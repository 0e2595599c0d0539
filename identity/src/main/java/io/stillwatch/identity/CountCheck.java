// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether more others share something with the applicant than usual: see [Excess] for the null.
final class CountCheck implements Check {
  private final Recent recent;
  private final double level;

  CountCheck(Recent recent, double level) {
    this.recent = recent;
    this.level = level;
  }

  @Override
  public List<Reason> at(Case applicant) {
    List<Reason> reasons = new ArrayList<>();
    int mates = 0;
    for (Trace.Touch touch : applicant.trace().touches()) {
      Excess excess = excess(applicant.trace(), touch);
      if (excess.p() <= level) {
        reasons.add(new Reason(signal(excess.trait()), words(excess), Optional.of(excess)));
      }
      mates = Math.max(mates, mates(applicant.trace(), touch));
    }
    if (mates > 0) {
      reasons.add(Signal.OWN_ORGANISATION.says(mates(mates)));
    }
    return reasons;
  }

  /// The applicant itself is not among those counted: [Screening] forgets it first. A part is
  /// larger than its whole only where organisations are too many to be told apart, see [Track].
  private Excess excess(Trace trace, Trace.Touch touch) {
    Trait trait = touch.part().trait();
    long until = trace.at();
    long from = until - trait.window();
    long start = from - trait.reference();
    Track part = recent.track(touch.part());
    Track whole = recent.track(touch.whole());
    int among = whole.customers(trace.org(), from, until);
    int amongBefore = whole.customers(trace.org(), start, from);
    return new Excess(
        trait,
        Math.min(among, part.customers(trace.org(), from, until)),
        among,
        Math.min(amongBefore, part.customers(trace.org(), start, from)),
        amongBefore);
  }

  private int mates(Trace trace, Trace.Touch touch) {
    long from = trace.at() - touch.part().trait().window();
    return recent.track(touch.part()).mates(trace.org(), from, trace.at());
  }

  private static String mates(int mates) {
    return "shares with %s of its own organisation, which count as one customer"
        .formatted(accounts(mates));
  }

  private static Signal signal(Trait trait) {
    return switch (trait) {
      case MAILBOX -> Signal.SHARED_MAILBOX;
      case PAYMENT -> Signal.SHARED_PAYMENT;
      case DEVICE -> Signal.SHARED_DEVICE;
      case BLOCK -> Signal.BLOCK_BURST;
      case NETWORK -> Signal.NETWORK_BURST;
      case PATTERN -> Signal.MAIL_PATTERN;
    };
  }

  private static String words(Excess excess) {
    String what =
        switch (excess.trait()) {
          case MAILBOX -> "reads its mail in a mailbox that %s of the last %s use";
          case PAYMENT -> "pays with a token that %s of the last %s pay with";
          case DEVICE -> "uses a device that %s of the last %s use";
          case BLOCK -> "signs up from an address block that %s of the last %s signed up from";
          case NETWORK -> "signs up from a network that %s of the last %s signed up from";
          case PATTERN -> "has a mail address of a shape that %s of the last %s have at its domain";
        };
    return what.formatted(others(excess.others()), days(excess.trait().windowDays()))
        + usual(excess);
  }

  private static String usual(Excess excess) {
    return String.format(
        Locale.ROOT,
        " (of %,d); in the %s before, %,d of %,d did",
        excess.among(),
        days(excess.trait().referenceDays()),
        excess.othersBefore(),
        excess.amongBefore());
  }

  private static String others(long n) {
    return String.format(Locale.ROOT, n == 1 ? "%,d other" : "%,d others", n);
  }

  private static String accounts(long n) {
    return String.format(Locale.ROOT, n == 1 ? "%,d account" : "%,d accounts", n);
  }

  private static String days(int n) {
    return n == 1 ? "day" : n + " days";
  }
}
