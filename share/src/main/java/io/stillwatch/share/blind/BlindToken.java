// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What stands for an identifier between peers: two who hold the same one hold the same token, and
/// nobody can turn it back. Written `voprf-p256:2026-06:HEX`.
///
/// @param hex 64 digits in lower case
public record BlindToken(Scheme scheme, Epoch epoch, String hex) {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final int HALF = 16;
  private static final int RADIX = 16;

  /// How a token was made.
  public enum Scheme {
    VOPRF_P256("voprf-p256"),
    HMAC_SHA256("hmac-sha256");

    private final String word;

    Scheme(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    static Optional<Scheme> of(String word) {
      return Stream.of(values()).filter(scheme -> scheme.word.equals(word)).findFirst();
    }
  }

  public BlindToken {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("a token ends in 64 hexadecimal digits in lower case");
    }
  }

  /// Reads what [#toString] writes, and nothing else.
  ///
  /// @throws IllegalArgumentException when it is no token; the message does not quote it
  public static BlindToken parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length == 3) {
      Optional<Scheme> scheme = Scheme.of(parts[0]);
      if (scheme.isPresent()) {
        return new BlindToken(scheme.get(), Epoch.parse(parts[1]), parts[2]);
      }
    }
    throw new IllegalArgumentException("a token is written voprf-p256:2026-06:HEX");
  }

  /// Its first 64 bits.
  long high() {
    return Long.parseUnsignedLong(hex, 0, HALF, RADIX);
  }

  /// Its second 64 bits.
  long low() {
    return Long.parseUnsignedLong(hex, HALF, 2 * HALF, RADIX);
  }

  @Override
  public String toString() {
    return scheme.word() + ":" + epoch + ":" + hex;
  }
}
