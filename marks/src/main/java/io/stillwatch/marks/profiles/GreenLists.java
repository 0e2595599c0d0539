// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import java.util.concurrent.atomic.AtomicReferenceArray;

/// Which tokens are green after which context, under one key, in bounded memory. Text repeats its
/// words, so that a list serves many tokens; but half of the words occur once, and a list costs as
/// much as following three tokens. So a context that is asked for the first times is followed, and
/// then gets its list: never more than twice the work of whoever knows the text beforehand. When
/// there is no room, lists that nobody has asked for since the hand of the clock passed them make
/// room. For any number of threads; what is kept changes nothing but the time it takes.
final class GreenLists {
  /// Memory that the lists of one key may take, in bytes.
  static final long ROOM = 1 << 27;

  private static final int PATIENCE = 3;

  private final Shuffle shuffle;
  private final Seeds seeds;
  private final AtomicReferenceArray<long[]> lists;
  private final byte[] asked;
  private final int[] clock;
  private int hand;
  private int size;

  /// The seed of a context's list.
  @FunctionalInterface
  interface Seeds {
    int of(int context);
  }

  /// @param contexts how many there are: 0 .. contexts - 1; of others no list is kept
  /// @param room how many lists are kept
  GreenLists(int contexts, int room, Shuffle shuffle, Seeds seeds) {
    this.shuffle = shuffle;
    this.seeds = seeds;
    lists = new AtomicReferenceArray<>(contexts);
    asked = new byte[contexts];
    clock = new int[Math.clamp(room, 1, contexts)];
  }

  /// Whether a token is green after a context.
  boolean green(int context, int token) {
    if (context >= asked.length) {
      return shuffle.holds(seeds.of(context), token);
    }
    long[] list = lists.getAcquire(context);
    if (asked[context] <= PATIENCE) {
      asked[context]++;
    }
    if (list != null) {
      return has(list, token);
    }
    return asked[context] <= PATIENCE
        ? shuffle.holds(seeds.of(context), token)
        : has(after(context), token);
  }

  /// The list after a context, as bits.
  long[] after(int context) {
    long[] list = context < asked.length ? lists.getAcquire(context) : null;
    if (list != null) {
      return list;
    }
    long[] made = shuffle.values(seeds.of(context));
    if (context < asked.length) {
      keep(context, made);
    }
    return made;
  }

  /// Whether a list has a token.
  static boolean has(long[] list, int token) {
    return token >>> 6 < list.length && (list[token >>> 6] >>> token & 1) == 1;
  }

  /// How many lists are kept.
  synchronized int size() {
    return size;
  }

  private synchronized void keep(int context, long[] made) {
    if (lists.get(context) != null) {
      return;
    }
    if (size < clock.length) {
      clock[size++] = context;
    } else {
      for (int i = 0; i < clock.length && asked[clock[hand]] > 0; i++) {
        asked[clock[hand]] = 0;
        hand = (hand + 1) % clock.length;
      }
      lists.set(clock[hand], null);
      clock[hand] = context;
      hand = (hand + 1) % clock.length;
    }
    lists.set(context, made);
  }
}
