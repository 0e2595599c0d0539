// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

/// The seed arithmetic of transformers' red-green mark: Python's numbers modulo 2^64 - 1, of which
/// PyTorch's generator on a CPU uses the low 32 bits.
final class KgwSeed {
  private KgwSeed() {}

  /// `key * token` without wrapping, modulo 2^64 - 1, low 32 bits.
  static int left(long key, int token) {
    long low = key * token;
    long sum = low + Math.unsignedMultiplyHigh(key, token);
    boolean carried = Long.compareUnsigned(sum, low) < 0;
    return (int) reduced(carried ? sum + 1 : sum);
  }

  /// A signed number, modulo 2^64 - 1, low 32 bits: a negative one is one less than its 64 bits.
  static int ofSigned(long number) {
    return (int) (number < 0 ? number - 1 : number);
  }

  private static long reduced(long number) {
    return number == -1 ? 0 : number;
  }
}
