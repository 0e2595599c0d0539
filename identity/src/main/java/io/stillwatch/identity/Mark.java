// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.util.HexFormat;
import java.util.Locale;

/// A token that stays closed: its trait, and its hash under the deployment's [IdentityKey].
public record Mark(Trait trait, long hash) {
  private static final HexFormat HEX = HexFormat.of();

  /// Closes a token.
  public static Mark of(Trait trait, String token, IdentityKey key) {
    return new Mark(trait, key.hash(trait.word(), token));
  }

  static String hex(long hash) {
    return HEX.toHexDigits(hash);
  }

  /// Reads what [#toString] wrote.
  ///
  /// @throws IllegalArgumentException when it is no mark
  public static Mark parse(String text) {
    int colon = text.indexOf(':');
    Require.that(colon > 0, "a mark is a trait, a colon and 16 hexadecimal digits");
    Trait trait = Trait.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT));
    return new Mark(trait, HexFormat.fromHexDigitsToLong(text.substring(colon + 1)));
  }

  /// Such as `payment:00c0ffee00c0ffee`.
  @Override
  public String toString() {
    return trait.word() + ":" + hex(hash);
  }
}
