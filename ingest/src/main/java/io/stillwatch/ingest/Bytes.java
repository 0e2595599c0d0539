// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.model.crypto.Sha256;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Scans over bytes, eight at a time. [BytesTest] holds each to its plain twin.
final class Bytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long NEWLINES = ONES * '\n';

  private Bytes() {}

  /// Index of the first newline in `[from, to)`, or `to`.
  static int newline(byte[] bytes, int from, int to) {
    int i = from;
    for (; i <= to - 8; i += 8) {
      long word = (long) LONGS.get(bytes, i) ^ NEWLINES;
      long hit = (word - ONES) & ~word & HIGHS;
      if (hit != 0) {
        return i + (Long.numberOfTrailingZeros(hit) >>> 3);
      }
    }
    while (i < to && bytes[i] != '\n') {
      i++;
    }
    return i;
  }

  /// How many newlines stand in `[from, to)`. Counts exactly: no carry crosses a byte here.
  static int newlines(byte[] bytes, int from, int to) {
    int count = 0;
    int i = from;
    for (; i <= to - 8; i += 8) {
      long word = (long) LONGS.get(bytes, i) ^ NEWLINES;
      long low = (word & ~HIGHS) + ~HIGHS;
      count += Long.bitCount(~(low | word) & HIGHS);
    }
    for (; i < to; i++) {
      count += bytes[i] == '\n' ? 1 : 0;
    }
    return count;
  }

  /// Index of the last newline in `[from, to)`, or -1.
  static int lastNewline(byte[] bytes, int from, int to) {
    int i = to - 1;
    while (i >= from && bytes[i] != '\n') {
      i--;
    }
    return i >= from ? i : -1;
  }

  /// Whether `[from, to)` is well-formed UTF-8 (Unicode 16, table 3-7).
  static boolean isUtf8(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      if (i <= to - 8 && ((long) LONGS.get(bytes, i) & HIGHS) == 0) {
        i += 8;
      } else if (bytes[i] >= 0) {
        i++;
      } else {
        int length = sequence(bytes, i, to);
        if (length == 0) {
          return false;
        }
        i += length;
      }
    }
    return true;
  }

  /// Length of the multi-byte sequence at `i`; 0 when it is malformed.
  private static int sequence(byte[] bytes, int i, int to) {
    int lead = bytes[i] & 0xff;
    if (lead >= 0xc2 && lead < 0xe0) {
      return tails(bytes, i + 1, 1, to) ? 2 : 0;
    }
    if (i + 1 >= to) {
      return 0;
    }
    int second = bytes[i + 1] & 0xff;
    if (lead >= 0xe0 && lead < 0xf0) {
      boolean overlong = lead == 0xe0 && second < 0xa0;
      boolean surrogate = lead == 0xed && second >= 0xa0;
      return !overlong && !surrogate && tails(bytes, i + 1, 2, to) ? 3 : 0;
    }
    if (lead >= 0xf0 && lead < 0xf5) {
      boolean overlong = lead == 0xf0 && second < 0x90;
      boolean beyond = lead == 0xf4 && second >= 0x90;
      return !overlong && !beyond && tails(bytes, i + 1, 3, to) ? 4 : 0;
    }
    return 0;
  }

  private static boolean tails(byte[] bytes, int from, int count, int to) {
    if (from + count > to) {
      return false;
    }
    for (int i = from; i < from + count; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        return false;
      }
    }
    return true;
  }

  /// The first `count` bytes of SHA-256 over `[from, to)`, in hex.
  static String digest(byte[] bytes, int from, int to, int count) {
    MessageDigest sha = Sha256.fresh();
    sha.update(bytes, from, to - from);
    return HexFormat.of().formatHex(sha.digest(), 0, count);
  }

  static String digest(String text, int count) {
    byte[] bytes = text.getBytes(UTF_8);
    return digest(bytes, 0, bytes.length, count);
  }
}
