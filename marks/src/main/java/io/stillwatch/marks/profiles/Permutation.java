// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

/// PyTorch's `randperm(n)` on a CPU: a Fisher-Yates shuffle over the Mersenne Twister. A GPU's is
/// another one. [Shuffle] says the same of many seeds faster; this is its plain twin.
final class Permutation {
  private Permutation() {}

  /// The first `count` places of the permutation of 0 .. n-1.
  static int[] first(int seed, int n, int count) {
    var random = new Mt19937(seed);
    int[] places = new int[n];
    for (int i = 0; i < n; i++) {
      places[i] = i;
    }
    for (int i = 0; i < Math.min(count, n - 1); i++) {
      int j = i + Integer.remainderUnsigned(random.next(), n - i);
      int held = places[i];
      places[i] = places[j];
      places[j] = held;
    }
    return java.util.Arrays.copyOf(places, count);
  }
}
