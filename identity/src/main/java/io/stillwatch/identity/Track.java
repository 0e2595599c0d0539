// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The signups that have one mark, counted as customers: the accounts of an organisation are one,
/// however many sign up.
final class Track {
  static final Track EMPTY = new Track();

  private final Times single = new Times();
  private final Map<Long, Times> orgs = new HashMap<>();

  void add(Trace trace) {
    times(trace).add(trace);
  }

  void remove(Trace trace) {
    times(trace).remove(trace);
    orgs.values().removeIf(Times::isEmpty);
  }

  void forgetBefore(long time) {
    single.forgetBefore(time);
    orgs.values().forEach(org -> org.forgetBefore(time));
    orgs.values().removeIf(Times::isEmpty);
  }

  boolean isEmpty() {
    return single.isEmpty() && orgs.isEmpty();
  }

  private Times times(Trace trace) {
    return trace.org() == Trace.ITSELF
        ? single
        : orgs.computeIfAbsent(trace.org(), org -> new Times());
  }

  /// Customers with a signup in from < at <= until, without the organisation `own`.
  int customers(long own, long from, long until) {
    int count = single.count(from, until);
    for (Map.Entry<Long, Times> org : orgs.entrySet()) {
      if (org.getKey() != own && org.getValue().count(from, until) > 0) {
        count++;
      }
    }
    return count;
  }

  /// Accounts of the organisation `own` in the same time.
  int mates(long own, long from, long until) {
    Times org = orgs.get(own);
    return org == null ? 0 : org.count(from, until);
  }

  /// Accounts of others in the same time, the newest of each organisation and of those that stand
  /// for themselves.
  List<Trace> others(long own, long from, long until, int most) {
    var others = new ArrayList<>(single.newest(from, until, most));
    orgs.forEach(
        (org, times) -> {
          if (org != own) {
            others.addAll(times.newest(from, until, 1));
          }
        });
    others.sort(Trace.ORDER);
    return others.subList(Math.max(0, others.size() - most), others.size());
  }
}
