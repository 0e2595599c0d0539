// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Domain names in one form.
final class Domains {
  private static final int LONGEST = 253;
  private static final int RULES = IDN.ALLOW_UNASSIGNED | IDN.USE_STD3_ASCII_RULES;
  private static final Pattern NAME =
      Pattern.compile("([a-z0-9-]{1,63}\\.)+[a-z0-9-]{1,63}", Pattern.CASE_INSENSITIVE);

  private Domains() {}

  /// Lower-case ASCII by IDNA 2003 (RFC 3490, what the JDK has), without a final dot.
  ///
  /// @return empty when it is no domain name of two labels or more
  static Optional<String> normal(String domain) {
    String name = domain.strip();
    if (name.isEmpty() || name.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      String ascii = IDN.toASCII(name, RULES).toLowerCase(Locale.ROOT);
      String bare = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
      boolean good = bare.length() <= LONGEST && NAME.matcher(bare).matches();
      return good ? Optional.of(bare) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a label is empty, too long, or holds what no label may hold
    }
  }
}
