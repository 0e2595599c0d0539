// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import static io.stillwatch.model.Require.that;

import io.stillwatch.model.crypto.Sha256;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What leaves in place of an identifier: an opaque value that two companies get for the same
/// identifier in the same epoch, and from which nobody gets the identifier back without asking the
/// token service once for each guess.
///
/// @param kind what it stands for
/// @param value scheme, epoch and 64 hex digits, such as `voprf-p256:2026-06:9f3b..`
public record Token(TokenKind kind, String value) {
  private static final int DIGEST_BYTES = 16;

  static final Pattern FORM =
      Pattern.compile("([a-z0-9-]{1,32}):([0-9]{4}-[0-9]{2}):([0-9a-f]{64})");

  public Token {
    that(
        FORM.matcher(value).matches(),
        "a token is scheme:epoch:64 hex digits; identifiers never leave");
  }

  /// The same for the same tokens, in any order: 32 hex digits.
  public static String digest(Collection<Token> tokens) {
    String all = tokens.stream().map(Token::value).sorted().collect(Collectors.joining("\n"));
    return Sha256.hex(all, DIGEST_BYTES);
  }

  /// How it was made.
  public String scheme() {
    return value.substring(0, value.indexOf(':'));
  }

  /// The month of its key.
  public String epoch() {
    return value.substring(value.indexOf(':') + 1, value.lastIndexOf(':'));
  }

  /// The 64 hex digits.
  public String hex() {
    return value.substring(value.lastIndexOf(':') + 1);
  }
}
