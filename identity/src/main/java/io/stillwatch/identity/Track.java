// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The signups that have one mark, counted as customers: the accounts of an organisation are one,
/// however many sign up. Counting walks through the organisations that have several accounts here,
/// and through no others; beyond [#MOST_ORGANISATIONS] of them, accounts of further ones count
/// singly, so that nobody can make counting slow by declaring many.
final class Track {
  static final int MOST_ORGANISATIONS = 5_000;

  static final Track EMPTY = new Track();

  /// One for each customer with one account.
  private final Times single = new Times();

  private final Map<Long, Trace> alone = new HashMap<>();
  private final Map<Long, Times> several = new HashMap<>();

  void add(Trace trace) {
    Times org = several.get(trace.org());
    Trace first = alone.get(trace.org());
    if (org != null) {
      org.add(trace);
    } else if (first != null && several.size() < MOST_ORGANISATIONS) {
      join(first, trace);
    } else {
      single.add(trace);
      if (trace.org() != Trace.ITSELF) {
        alone.putIfAbsent(trace.org(), trace);
      }
    }
  }

  private void join(Trace first, Trace second) {
    alone.remove(first.org());
    single.remove(first);
    var org = new Times();
    org.add(first);
    org.add(second);
    several.put(first.org(), org);
  }

  void remove(Trace trace) {
    single.remove(trace);
    alone.remove(trace.org(), trace);
    Times org = several.getOrDefault(trace.org(), new Times());
    org.remove(trace);
    if (org.isEmpty()) {
      several.remove(trace.org());
    }
  }

  void forgetBefore(long time) {
    single.forgetBefore(time);
    alone.values().removeIf(trace -> trace.at() < time);
    several.values().forEach(org -> org.forgetBefore(time));
    several.values().removeIf(Times::isEmpty);
  }

  boolean isEmpty() {
    return single.isEmpty() && several.isEmpty();
  }

  /// Customers with a signup in from < at <= until, without the organisation `own`.
  int customers(long own, long from, long until) {
    int count = single.count(from, until) - (aloneIn(own, from, until) ? 1 : 0);
    for (Map.Entry<Long, Times> org : several.entrySet()) {
      if (org.getKey() != own && org.getValue().count(from, until) > 0) {
        count++;
      }
    }
    return count;
  }

  /// Accounts of the organisation `own` in the same time.
  int mates(long own, long from, long until) {
    Times org = several.get(own);
    if (org != null) {
      return org.count(from, until);
    }
    return aloneIn(own, from, until) ? 1 : 0;
  }

  private boolean aloneIn(long own, long from, long until) {
    Trace trace = alone.get(own);
    return trace != null && trace.at() > from && trace.at() <= until;
  }

  /// Accounts of others in the same time: the newest of each customer.
  List<Trace> others(long own, long from, long until, int most) {
    var others = new ArrayList<>(single.newest(from, until, most + 1));
    others.removeIf(trace -> trace.org() != Trace.ITSELF && trace.org() == own);
    several.forEach(
        (org, times) -> {
          if (org != own) {
            others.addAll(times.newest(from, until, 1));
          }
        });
    others.sort(Trace.ORDER);
    return others.subList(Math.max(0, others.size() - most), others.size());
  }
}
