// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import java.util.Collection;
import java.util.Comparator;
import java.util.TreeSet;

/// Which known word was meant: the one with the fewest letters to change.
public final class Nearest {
  private Nearest() {}

  /// `; did you mean x?`, or what there is when nothing is near.
  public static String hint(String typed, Collection<String> known) {
    return new TreeSet<>(known)
        .stream()
            .filter(word -> distance(typed, word) <= Math.max(2, typed.length() / 2))
            .min(Comparator.comparingInt(word -> distance(typed, word)))
            .map(word -> "; did you mean " + word + "?")
            .orElse("; known are " + String.join(", ", new TreeSet<>(known)));
  }

  /// Levenshtein's, one row at a time.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int corner = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = corner + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        corner = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
