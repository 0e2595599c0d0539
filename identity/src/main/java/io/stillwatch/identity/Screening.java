// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import io.stillwatch.model.Signup;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/// Screens signups, one after the other, and proposes the tier each account might start on. It
/// never refuses, asks nobody outside the process, and keeps hashes of the last 35 days alone. The
/// same signups in the same order, with the same lists, give the same answers. Call it from any
/// thread.
public final class Screening {
  /// Links given of each trait.
  public static final int MOST_LINKS = 50;

  private static final Comparator<Reason> WEIGHTIEST =
      Comparator.comparing((Reason reason) -> reason.signal().weight())
          .thenComparing(Reason::signal)
          .thenComparing(Reason::says);

  private final ScreeningSettings settings;
  private final IdentityKey key;
  private final Lists lists;
  private final Recent recent;
  private final NamedCheck named;
  private final List<Check> checks;

  /// @param recent what is remembered: new, or as [RecentWire] read it back
  public Screening(
      ScreeningSettings settings, IdentityKey key, Lists lists, Notices notices, Recent recent) {
    this.settings = settings;
    this.key = key;
    this.lists = lists;
    this.recent = recent;
    named = new NamedCheck(notices);
    checks = List.of(new PlainCheck(lists), new CountCheck(recent, settings.level()), named);
  }

  /// Screens one signup and remembers it. A signup that comes again is screened again, and is still
  /// remembered once. One that comes late is counted at its own time; one from the future, or
  /// without a time, at `now`.
  ///
  /// @param now the time of the deployment, milliseconds since 1970 UTC
  public synchronized Screened screen(Applicant applicant, long now) {
    boolean timed = applicant.at() != Signup.UNKNOWN_TIME;
    long at = timed ? Math.min(applicant.at(), now) : now;
    Case laidOut = Case.of(applicant, at, lists, key);
    recent.forget(applicant.account());
    List<Reason> reasons = new ArrayList<>();
    checks.forEach(check -> reasons.addAll(check.at(laidOut)));
    reasons.sort(WEIGHTIEST);
    Screened screened =
        new Screened(
            applicant.account(),
            at,
            StartingTier.of(applicant, reasons, settings),
            StartingTier.of(applicant, List.of(), settings),
            reasons,
            links(laidOut.trace()),
            marks(laidOut.trace()));
    recent.add(laidOut.trace());
    return screened;
  }

  /// From now on these campaigns are known, and no others.
  public void know(Collection<KnownCampaign> campaigns) {
    named.know(campaigns);
  }

  /// Forgets an account, when its data are to be deleted.
  public synchronized void forget(String account) {
    recent.forget(account);
  }

  /// Writes what is remembered, for [RecentWire] to read back.
  public synchronized void save(DataOutput out) throws IOException {
    new RecentWire(key, recent.most()).write(recent, out);
  }

  private List<Link> links(Trace trace) {
    var links = new TreeSet<Link>();
    for (Trace.Touch touch : trace.touches()) {
      Trait trait = touch.part().trait();
      if (linking(trait)) {
        long from = trace.at() - trait.window();
        recent.track(touch.part()).others(trace.org(), from, trace.at(), MOST_LINKS).stream()
            .map(other -> new Link(other.account(), trait))
            .forEach(links::add);
      }
    }
    return List.copyOf(links);
  }

  /// People who share an address or a mail provider have nothing to do with each other.
  private static boolean linking(Trait trait) {
    return switch (trait) {
      case MAILBOX, PAYMENT, DEVICE -> true;
      case BLOCK, NETWORK, PATTERN -> false;
    };
  }

  private static List<Mark> marks(Trace trace) {
    return trace.touches().stream()
        .map(Trace.Touch::part)
        .filter(mark -> linking(mark.trait()) || mark.trait() == Trait.BLOCK)
        .toList();
  }
}
