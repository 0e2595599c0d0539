// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Rung;
import io.stillwatch.model.desk.Desk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What each bouncer has not been told yet. One log of changes for all of them, cut at the far end;
/// of a bouncer only its place in the log is kept. Whoever has fallen behind the log is told all
/// that is in force, and every end that the log still has; older ends run out by their durations.
final class Changes {
  private static final int LONGEST = 1 << 16;
  private static final int BOUNCERS = 1024;

  private final Desk desk;
  private final Deque<Change> log = new ArrayDeque<>();
  private Map<String, Decision> known = new HashMap<>();
  private long next;

  /// The one that asked longest ago goes first.
  private final Map<String, Long> places =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > BOUNCERS;
        }
      };

  Changes(Desk desk) {
    this.desk = desk;
  }

  private record Change(long number, Decision decision, boolean begun) {}

  /// @param begun decisions to act on
  /// @param ended decisions to act on no longer
  record Delta(List<Decision> begun, List<Decision> ended) {}

  /// The hardest decision of each account that a bouncer can act on.
  List<Decision> inForce() {
    return List.copyOf(hardest().values());
  }

  private Map<String, Decision> hardest() {
    Map<String, Decision> hardest = new TreeMap<>();
    for (Decision decision : desk.inForce()) {
      Rung rung = decision.remedy().rung();
      if (rung.shutsOut() || rung == Rung.VERIFY) {
        hardest.merge(
            decision.account(),
            decision,
            (one, other) -> other.remedy().rung().above(one.remedy().rung()) ? other : one);
      }
    }
    return hardest;
  }

  synchronized Delta since(String bouncer, boolean startup) {
    note(hardest());
    Long place = places.put(Tokens.hash(bouncer), next);
    if (startup || place == null) {
      return new Delta(List.copyOf(new TreeMap<>(known).values()), List.of());
    }
    boolean behind = !log.isEmpty() && place < log.getFirst().number();
    Map<String, Decision> begun = new TreeMap<>(behind ? known : Map.of());
    Map<String, Decision> ended = new TreeMap<>();
    for (Change change : log) {
      if (change.number() >= place) {
        (change.begun() ? begun : ended).put(change.decision().account(), change.decision());
      }
    }
    begun.keySet().retainAll(known.keySet());
    ended.values().removeIf(old -> isSameTo(begun.get(old.account()), old));
    return new Delta(List.copyOf(begun.values()), List.copyOf(ended.values()));
  }

  /// A bouncer tells decisions by account and type. If one was replaced by another of its type, to
  /// say that it has ended might undo the other.
  private static boolean isSameTo(@Nullable Decision now, Decision old) {
    return now != null && now.remedy().rung().shutsOut() == old.remedy().rung().shutsOut();
  }

  private void note(Map<String, Decision> now) {
    known.forEach(
        (account, decision) -> {
          if (!now.containsKey(account)) {
            put(decision, false);
          }
        });
    now.forEach(
        (account, decision) -> {
          Decision before = known.get(account);
          if (before != null && before.id().equals(decision.id())) {
            return;
          }
          if (before != null) {
            put(before, false);
          }
          put(decision, true);
        });
    known = now;
  }

  private void put(Decision decision, boolean begun) {
    log.add(new Change(next++, decision, begun));
    if (log.size() > LONGEST) {
      log.removeFirst();
    }
  }
}
