// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.features;

import io.stillwatch.stats.Mix;
import io.stillwatch.stats.Winnowing;
import java.util.Arrays;

/// Word triples of a prompt, chosen so that two prompts choose alike: of every four neighbouring
/// triples the one with the least hash (winnowing, SIGMOD 2003), and of those the 24 least. A
/// scaffold is what an account says again and again with ever different payloads, so its triples
/// come back even where it is reworded in places, or shares a line with the payload.
final class Phrases {
  static final int MOST = 24;

  private static final int WORDS = 3;
  private static final int WINDOW = 4;

  /// Of a long text only the beginning and the end are looked at: that is where scaffolds stand.
  private static final int HEAD = 192;

  private static final int TAIL = 48;

  private final long[] grams = new long[HEAD];
  private final long[] chosen = new long[HEAD];
  private long[] found = new long[256];
  private int n;

  void clear() {
    n = 0;
  }

  void add(Words words) {
    run(words.hash, 0, Math.min(words.n, HEAD));
    if (words.n > HEAD) {
      run(words.hash, Math.max(HEAD, words.n - TAIL), words.n);
    }
  }

  private void run(long[] hash, int from, int to) {
    int count = to - from - WORDS + 1;
    if (count <= 0) {
      return;
    }
    for (int i = 0; i < count; i++) {
      long first = hash[from + i];
      grams[i] = Mix.of(Mix.of(first, hash[from + i + 1]), hash[from + i + 2]);
    }
    int kept = Winnowing.select(grams, count, Math.min(WINDOW, count), chosen);
    if (n + kept > found.length) {
      found = Arrays.copyOf(found, Math.max(n + kept, 2 * n));
    }
    System.arraycopy(chosen, 0, found, n, kept);
    n += kept;
  }

  /// The least of what was added since the last clearing, ascending, each once.
  Hashes least() {
    Arrays.sort(found, 0, n);
    int kept = 0;
    for (int i = 0; i < n && kept < MOST; i++) {
      if (kept == 0 || found[i] != found[kept - 1]) {
        found[kept++] = found[i];
      }
    }
    n = 0;
    return Hashes.copyOf(found, kept);
  }
}
