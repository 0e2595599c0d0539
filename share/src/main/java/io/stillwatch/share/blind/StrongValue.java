// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import java.util.HexFormat;

/// A value that nobody can guess by trying: drawn at random or a digest of something long, with at
/// least 80 unknown bits. Only these may become tokens by a key that every peer holds
/// ([KeyedTokens]). There is no way from an [Identifier] to one.
public final class StrongValue {
  private static final int BYTES_LEAST = 10;
  private static final int BYTES_MOST = 64;

  /// What it is.
  public enum Kind {
    /// The public key of a device, or its digest.
    DEVICE_KEY,
    /// The random part of an API key's id.
    API_KEY_ID,
    /// The digest of a prompt template's normalised words.
    TEMPLATE_DIGEST
  }

  private final Kind kind;
  private final byte[] value;

  private StrongValue(Kind kind, byte[] value) {
    this.kind = kind;
    this.value = value;
  }

  /// @param value 10 to 64 bytes, not all alike; whoever calls answers for their chance
  /// @throws IllegalArgumentException when it could be guessed by its form alone
  public static StrongValue of(Kind kind, byte[] value) {
    if (value.length < BYTES_LEAST || value.length > BYTES_MOST) {
      throw new IllegalArgumentException(
          "a value for keyed tokens has 10 to 64 bytes; shorter ones can be guessed, so make tokens"
              + " of them with a token service");
    }
    var text = HexFormat.of().formatHex(value);
    if (text.chars().distinct().count() < 4) {
      throw new IllegalArgumentException("a value for keyed tokens is random; this one repeats");
    }
    return new StrongValue(kind, value.clone());
  }

  Kind kind() {
    return kind;
  }

  byte[] value() {
    return value.clone();
  }

  @Override
  public String toString() {
    return kind.name();
  }
}
