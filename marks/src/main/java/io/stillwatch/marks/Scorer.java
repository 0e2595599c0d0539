// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Scores text under many marks at once. Pairs of context and token are counted over everything
/// that is added, never per document. For any number of threads; what comes out depends neither on
/// their number nor on the order of passages, as long as pairs find room.
public final class Scorer {
  /// Room for this many distinct pairs takes about 1 GB at most.
  public static final long STANDARD_ROOM = 64_000_000;

  private final List<Mark> marks;
  private final List<Room> rooms = new ArrayList<>();

  /// @param marks what to look for, of any profiles whose tokenizer is the one of the passages
  /// @param room distinct pairs to remember for each [Reach]; later ones are left out and counted
  public Scorer(List<Mark> marks, long room) {
    this.marks = List.copyOf(marks);
    List<Reach> reaches = marks.stream().map(mark -> mark.profile().reach()).distinct().toList();
    for (Reach reach : reaches) {
      List<Mark> same = marks.stream().filter(m -> m.profile().reach().equals(reach)).toList();
      rooms.add(new Room(reach, same, room));
    }
  }

  /// Scores a passage under every mark.
  public void add(Passage passage) {
    for (Room room : rooms) {
      room.add(passage);
    }
  }

  /// Makes every pair of a text that was not scored yet one that never counts: prompts that hold
  /// marked text would make an innocent model look guilty, because it repeats them.
  public void exclude(Passage text) {
    for (Room room : rooms) {
      room.exclude(text);
    }
  }

  /// What was scored so far under a mark that was given to the constructor.
  ///
  /// @throws IllegalArgumentException if it was not
  public Tally tally(Mark mark) {
    for (Room room : rooms) {
      int i = room.marks.indexOf(mark);
      if (i >= 0) {
        return room.tally(i);
      }
    }
    throw new IllegalArgumentException("not one of the marks that were scored: " + mark.key());
  }

  /// All tallies, in the order of the marks.
  public List<Tally> tallies() {
    return marks.stream().map(this::tally).toList();
  }

  /// Keeps up to `most` distinct pairs of every reach from now on, for [Decoys].
  public Scorer keeping(int most) {
    rooms.forEach(room -> room.kept = new Kept(room.reach, most));
    return this;
  }

  /// The pairs kept for a mark, with their weights now.
  Sample sample(Mark mark) {
    for (Room room : rooms) {
      if (room.marks.contains(mark) && room.kept != null) {
        return room.kept.sample(room.pairs);
      }
    }
    throw new IllegalStateException("no pairs were kept; call keeping before the first passage");
  }

  /// Marks of one reach, which share the count of pairs.
  private static final class Room {
    private final Reach reach;
    private final List<Mark> marks;
    private final Pairs pairs;
    private final Sums totals;
    private @org.jspecify.annotations.Nullable Kept kept;

    Room(Reach reach, List<Mark> marks, long capacity) {
      this.reach = reach;
      this.marks = marks;
      pairs = new Pairs(capacity);
      totals = new Sums(marks.size());
    }

    void add(Passage passage) {
      var sums = new Sums(marks.size());
      int[] ids = passage.ids();
      for (int at = reach.first(passage); at < ids.length; at++) {
        int from = reach.from(passage, at);
        int count = pairs.add(Pairs.hash(ids, from, at));
        if (count == 1 && kept != null) {
          kept.add(ids, from, at);
        }
        if (sums.count(count)) {
          score(sums, ids, from, at, count);
        }
      }
      synchronized (totals) {
        totals.add(sums);
      }
    }

    void exclude(Passage passage) {
      int[] ids = passage.ids();
      for (int at = reach.first(passage); at < ids.length; at++) {
        pairs.exclude(Pairs.hash(ids, reach.from(passage, at), at));
      }
    }

    private void score(Sums sums, int[] ids, int from, int at, int count) {
      for (int m = 0; m < sums.once.length; m++) {
        sums.score(m, marks.get(m).score(ids, from, at), count == 1);
      }
    }

    Tally tally(int m) {
      synchronized (totals) {
        return totals.tally(m, marks.get(m).profile().law());
      }
    }
  }

  /// Sums in fixed point, so that their order does not matter.
  private static final class Sums {
    private static final double UNIT = 0x1p30;

    private final long[] once;
    private final long[] weighted;
    private final long[] weights = new long[Weights.MOST + 1];
    private long tokens;
    private long leftOut;

    Sums(int marks) {
      once = new long[marks];
      weighted = new long[marks];
    }

    /// Notes one more occurrence of a pair, its count-th.
    ///
    /// @return whether it is to be scored
    boolean count(int count) {
      tokens++;
      if (count == 0) {
        leftOut++;
        return false;
      }
      if (count > Weights.MOST) {
        return false;
      }
      weights[count]++;
      weights[count - 1]--;
      return true;
    }

    void score(int mark, double score, boolean first) {
      long fixed = Math.round(score * UNIT);
      weighted[mark] += fixed;
      once[mark] += first ? fixed : 0;
    }

    void add(Sums other) {
      for (int m = 0; m < once.length; m++) {
        once[m] += other.once[m];
        weighted[m] += other.weighted[m];
      }
      for (int w = 0; w < weights.length; w++) {
        weights[w] += other.weights[w];
      }
      tokens += other.tokens;
      leftOut += other.leftOut;
    }

    Tally tally(int m, Law law) {
      List<Long> counts = new ArrayList<>(Collections.nCopies(Weights.MOST, 0L));
      for (int w = 1; w <= Weights.MOST; w++) {
        counts.set(w - 1, weights[w]);
      }
      return new Tally(
          law, tokens, leftOut, new Weights(counts), once[m] / UNIT, weighted[m] / UNIT);
    }
  }
}
