// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

/// Philox4x32-10, a counter-based generator (Salmon, Moraes, Dror and Shaw, SC 2011): four words of
/// counter and two of key in, four words out. One instance holds one result; it does not leave a
/// method, so that it stays in registers.
final class Philox {
  private static final long M0 = 0xD2511F53L;
  private static final long M1 = 0xCD9E8D57L;
  private static final int W0 = 0x9E3779B9;
  private static final int W1 = 0xBB67AE85;
  private static final long LOW = 0xFFFFFFFFL;
  private static final int ROUNDS = 10;

  int x0;
  int x1;
  int x2;
  int x3;

  Philox(int x0, int x1, int x2, int x3) {
    this.x0 = x0;
    this.x1 = x1;
    this.x2 = x2;
    this.x3 = x3;
  }

  /// Replaces the counter by the output.
  Philox under(int key0, int key1) {
    int k0 = key0;
    int k1 = key1;
    for (int i = 0; i < ROUNDS; i++) {
      long a = M0 * (x0 & LOW);
      long b = M1 * (x2 & LOW);
      x0 = (int) (b >>> 32) ^ x1 ^ k0;
      x2 = (int) (a >>> 32) ^ x3 ^ k1;
      x1 = (int) b;
      x3 = (int) a;
      k0 += W0;
      k1 += W1;
    }
    return this;
  }

  /// One of the four output words.
  int word(int i) {
    return switch (i & 3) {
      case 0 -> x0;
      case 1 -> x1;
      case 2 -> x2;
      case 3 -> x3;
      default -> throw new IllegalStateException("two bits have four values");
    };
  }
}
