// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The signups of the last 35 days, as hashes. At most as many as it was made for: when it is full,
/// the oldest sixteenth goes, for all marks at once, so that what is counted and what it is counted
/// among always lose the same. Tests then compare with a shorter past and speak later. For one
/// thread; [Screening] locks.
public final class Recent {
  /// Signups remembered by default: about 250 MB when every field is given.
  public static final int MOST = 250_000;

  private static final int BATCHES = 16;

  private final int most;
  private final TreeSet<Trace> byTime = new TreeSet<>(Trace.ORDER);
  private final Map<String, Trace> byAccount = new HashMap<>();
  private final Map<Mark, Track> tracks = new HashMap<>();
  private long horizon = Long.MIN_VALUE;

  /// @param most signups remembered
  public Recent(int most) {
    Require.that(most >= BATCHES, "it remembers " + BATCHES + " signups or more");
    this.most = most;
  }

  /// Signups remembered now.
  public int size() {
    return byTime.size();
  }

  /// Different marks that are counted now.
  int marks() {
    return tracks.size();
  }

  int most() {
    return most;
  }

  /// Before this, nothing is remembered any more.
  long horizon() {
    return horizon;
  }

  Collection<Trace> all() {
    return Collections.unmodifiableCollection(byTime);
  }

  Track track(Mark mark) {
    return tracks.getOrDefault(mark, Track.EMPTY);
  }

  /// A signup from before the horizon is not remembered: it would be counted among nothing.
  void add(Trace trace) {
    forget(trace.account());
    if (trace.at() < horizon) {
      return;
    }
    byTime.add(trace);
    byAccount.put(trace.account(), trace);
    marks(List.of(trace)).forEach(m -> tracks.computeIfAbsent(m, x -> new Track()).add(trace));
    trim(byTime.last().at() - Trait.RETENTION);
  }

  /// Forgets an account wholly. Nothing happens when it is not remembered.
  void forget(String account) {
    Trace trace = byAccount.remove(account);
    if (trace == null) {
      return;
    }
    byTime.remove(trace);
    marks(List.of(trace)).forEach(m -> tracks.getOrDefault(m, Track.EMPTY).remove(trace));
    dropEmpty(marks(List.of(trace)));
  }

  void restoreHorizon(long time) {
    horizon = time;
  }

  /// Both kinds of forgetting go by batches, so each signup pays for its own only.
  private void trim(long expired) {
    if (byTime.size() > most) {
      forgetOldest();
    } else if (byTime.first().at() < expired - Trait.RETENTION / BATCHES) {
      forgetBefore(expired);
    }
  }

  private void forgetOldest() {
    long time = byTime.stream().skip(most / BATCHES).findFirst().orElseThrow().at();
    forgetBefore(time + 1);
  }

  private void forgetBefore(long time) {
    horizon = time;
    var gone = byTime.headSet(new Trace(time, "", Trace.ITSELF, List.of()));
    gone.forEach(trace -> byAccount.remove(trace.account()));
    Set<Mark> touched = marks(gone);
    gone.clear();
    touched.forEach(mark -> tracks.getOrDefault(mark, Track.EMPTY).forgetBefore(time));
    dropEmpty(touched);
  }

  private void dropEmpty(Set<Mark> marks) {
    for (Mark mark : marks) {
      if (track(mark).isEmpty()) {
        tracks.remove(mark);
      }
    }
  }

  private static Set<Mark> marks(Collection<Trace> traces) {
    var marks = new HashSet<Mark>();
    for (Trace trace : traces) {
      for (Trace.Touch touch : trace.touches()) {
        marks.add(touch.part());
        marks.add(touch.whole());
      }
    }
    return marks;
  }
}
