// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.request;

/// Unkeyed 64-bit hashes: good enough where nobody gains by a collision.
public final class Hash {
  private Hash() {}

  /// FNV-1a over UTF-16 units, mixed.
  public static long of(CharSequence text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return mix(hash);
  }

  /// Two hashes as one; the order counts.
  public static long of(long first, long second) {
    return mix(first * 0x9E3779B97F4A7C15L + second);
  }

  /// Spreads the bits (the finaliser of SplitMix64; Steele, Lea and Flood, OOPSLA 2014).
  public static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
