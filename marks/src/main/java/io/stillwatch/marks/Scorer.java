// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Scores text under many marks at once. Pairs of context and token are counted over everything
/// that is added, never per document. For any number of threads; what comes out depends neither on
/// their number nor on the order of passages, as long as pairs find room.
public final class Scorer {
  /// Room for this many distinct pairs takes about 1 GB at most.
  public static final long STANDARD_ROOM = 64_000_000;

  private final List<Mark> marks;
  private final List<Room> rooms = new ArrayList<>();

  /// @param marks what to look for, of any profiles whose tokenizer is the one of the passages
  /// @param room distinct pairs to remember for each [Reach] and [Pairing]; later ones are left out
  ///   and counted
  public Scorer(List<Mark> marks, long room) {
    this.marks = List.copyOf(marks);
    Map<Kind, List<Mark>> kinds =
        marks.stream().collect(groupingBy(Kind::of, LinkedHashMap::new, toList()));
    kinds.forEach((kind, same) -> rooms.add(new Room(kind, same, room)));
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

  /// Keeps up to `most` distinct pairs from now on, for [Decoys].
  public Scorer keeping(int most) {
    rooms.forEach(room -> room.kept = new Kept(room.kind.reach(), most));
    return this;
  }

  /// The pairs kept for a mark, with their weights.
  Sample sample(Mark mark) {
    for (Room room : rooms) {
      if (room.marks.contains(mark) && room.kept != null) {
        return room.kept.sample();
      }
    }
    throw new IllegalStateException("no pairs were kept; call keeping before the first passage");
  }

  /// What marks have in common that share their count of pairs.
  private record Kind(Reach reach, Pairing pairing) {
    static Kind of(Mark mark) {
      return new Kind(mark.profile().reach(), mark.pairing());
    }
  }

  /// Marks of one kind.
  private static final class Room {
    private final Kind kind;
    private final List<Mark> marks;
    private final Pairs pairs;
    private final Sums totals;
    private @org.jspecify.annotations.Nullable Kept kept;

    Room(Kind kind, List<Mark> marks, long capacity) {
      this.kind = kind;
      this.marks = marks;
      pairs = new Pairs(capacity);
      totals = new Sums(marks.size());
    }

    void add(Passage passage) {
      var sums = new Sums(marks.size());
      var block = new Block(passage.ids());
      for (int at = kind.reach.first(passage); at < passage.ids().length; at++) {
        block.add(kind, kind.reach.from(passage, at), at);
        if (block.size == Block.MOST) {
          score(block, sums);
        }
      }
      score(block, sums);
      synchronized (totals) {
        totals.add(sums);
      }
    }

    private void score(Block block, Sums sums) {
      pairs.add(block.pairs, block.size, block.counts);
      if (kept != null) {
        block.keep(kept);
      }
      int next = 0;
      while (next < block.size) {
        next = block.select(next, sums);
        for (int m = 0; m < marks.size(); m++) {
          marks.get(m).scores(block.places, block.scores);
          sums.score(m, block);
        }
      }
      block.size = 0;
    }

    void exclude(Passage passage) {
      int[] ids = passage.ids();
      for (int at = kind.reach.first(passage); at < ids.length; at++) {
        int from = kind.reach.from(passage, at);
        pairs.exclude(kind.pairing.of(ids, from, at));
        if (kept != null) {
          kept.exclude(ids, from, at);
        }
      }
    }

    Tally tally(int m) {
      synchronized (totals) {
        return totals.tally(m, marks.get(m).profile().law());
      }
    }
  }

  /// Positions of one passage whose pairs are counted, and then scored, together.
  private static final class Block {
    static final int MOST = 4096;

    private final int[] from;
    private final int[] at;
    private final long[] pairs;
    private final int[] counts;
    private int size;

    private final Places places;
    private final boolean[] first = new boolean[Places.MOST];
    private final double[] scores = new double[Places.MOST];

    Block(int[] ids) {
      int room = Math.min(MOST, ids.length);
      from = new int[room];
      at = new int[room];
      pairs = new long[room];
      counts = new int[room];
      places = new Places(ids);
    }

    void add(Kind kind, int from, int at) {
      long pair = kind.pairing.of(places.ids(), from, at);
      if (pair != Pairing.NONE) {
        this.from[size] = from;
        this.at[size] = at;
        pairs[size++] = pair;
      }
    }

    void keep(Kept kept) {
      for (int i = 0; i < size; i++) {
        kept.add(places.ids(), from[i], at[i]);
      }
    }

    /// Takes the next positions that are to be scored.
    ///
    /// @return where to go on
    int select(int begin, Sums sums) {
      places.clear();
      int i = begin;
      for (; i < size && places.size() < Places.MOST; i++) {
        if (sums.count(counts[i])) {
          first[places.size()] = counts[i] == 1;
          places.add(from[i], at[i]);
        }
      }
      return i;
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

    void score(int mark, Block block) {
      for (int i = 0; i < block.places.size(); i++) {
        long fixed = Math.round(block.scores[i] * UNIT);
        weighted[mark] += fixed;
        once[mark] += block.first[i] ? fixed : 0;
      }
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
