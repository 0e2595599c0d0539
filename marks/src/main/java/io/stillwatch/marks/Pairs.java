// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

/// How often each pair of a [Pairing] occurred in everything that was read, up to [Weights#MOST].
/// Bounded: once `capacity` pairs are known, new ones are not counted. Which pairs that leaves out
/// depends on the text alone and not on any key, so that every test stays valid.
///
/// 8 bytes a slot: 60 bits of a hash, 4 of the count. Two pairs that share 60 bits count as one,
/// among 10^8 pairs with a chance of less than 1 in 200. For any number of threads.
final class Pairs {
  private static final int SHARDS = 64;
  private static final long COUNT = 15;

  private final Shard[] shards = new Shard[SHARDS];

  Pairs(long capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("room for at least one pair, not " + capacity);
    }
    for (int i = 0; i < SHARDS; i++) {
      shards[i] = new Shard((int) Math.min(1 << 28, (capacity + SHARDS - 1) / SHARDS));
    }
  }

  /// Marks a pair that has not occurred yet as one that never counts.
  void exclude(long hash) {
    Shard shard = shards[(int) (hash >>> 58)];
    synchronized (shard) {
      if (shard.count(hash) == 0 && shard.add(hash) == 1) {
        shard.exclude(hash);
      }
    }
  }

  /// Counts a pair.
  ///
  /// @return how often it has occurred now, at most `MOST + 1`; more when it never counts; 0 when
  ///   there is no room for it
  int add(long hash) {
    Shard shard = shards[(int) (hash >>> 58)];
    synchronized (shard) {
      return shard.add(hash);
    }
  }

  /// Counts many pairs, in their order: as [#add(long)] one by one, but each shard is locked once,
  /// and a look at all slots, to see how many are free, brings them near before they are needed.
  ///
  /// @param hashes of `n` pairs
  /// @param counts at i, how often pair i has occurred now
  void add(long[] hashes, int n, int[] counts) {
    int[] ends = new int[SHARDS];
    for (int i = 0; i < n; i++) {
      ends[(int) (hashes[i] >>> 58)]++;
    }
    for (int s = 1; s < SHARDS; s++) {
      ends[s] += ends[s - 1];
    }
    int[] order = new int[n];
    for (int i = n - 1; i >= 0; i--) {
      order[--ends[(int) (hashes[i] >>> 58)]] = i;
    }
    for (int s = 0; s < SHARDS; s++) {
      shards[s].add(hashes, order, ends[s], s + 1 < SHARDS ? ends[s + 1] : n, counts);
    }
  }

  private static final class Shard {
    private final int capacity;
    private long[] slots = new long[16];
    private int size;

    Shard(int capacity) {
      this.capacity = capacity;
    }

    /// Pairs `order[from..to)` of `hashes`.
    synchronized void add(long[] hashes, int[] order, int from, int to, int[] counts) {
      int fresh = 0;
      for (int k = from; k < to; k++) {
        fresh += slots[(int) (hashes[order[k]] >>> 8) & (slots.length - 1)] == 0 ? 1 : 0;
      }
      while (Math.min(capacity, size + fresh) > slots.length * 5 / 8) {
        grow();
      }
      for (int k = from; k < to; k++) {
        counts[order[k]] = add(hashes[order[k]]);
      }
    }

    int add(long hash) {
      int i = find(slots, hash);
      if (slots[i] != 0) {
        return again(i);
      }
      if (size >= capacity) {
        return 0;
      }
      if (++size > slots.length * 5 / 8) {
        grow();
        i = find(slots, hash);
      }
      slots[i] = (hash & ~COUNT) | 1;
      return 1;
    }

    int count(long hash) {
      return (int) (slots[find(slots, hash)] & COUNT);
    }

    void exclude(long hash) {
      slots[find(slots, hash)] |= COUNT;
    }

    private int again(int i) {
      int count = (int) (slots[i] & COUNT);
      if (count > Weights.MOST) {
        return count;
      }
      slots[i]++;
      return count + 1;
    }

    private void grow() {
      long[] wider = new long[slots.length * 2];
      for (long slot : slots) {
        if (slot != 0) {
          wider[find(wider, slot)] = slot;
        }
      }
      slots = wider;
    }

    /// The slot of a hash, or the empty one where it belongs.
    private static int find(long[] slots, long hash) {
      int mask = slots.length - 1;
      int i = (int) (hash >>> 8) & mask;
      while (slots[i] != 0 && (slots[i] & ~COUNT) != (hash & ~COUNT)) {
        i = (i + 1) & mask;
      }
      return i;
    }
  }
}
