// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A mail address, reduced to what screening needs. The address itself is not kept.
///
/// @param domain in lower-case ASCII (IDNA); empty when not known
/// @param shape the local part with every letter as `a` and every digit as `9`; may be empty
/// @param mailbox keyed hash of the mailbox that mail to this address reaches; may be empty
public record Mail(String domain, String shape, String mailbox) {
  /// Nothing is known of a mail address.
  public static final Mail NONE = new Mail("", "", "");

  /// Longest local part and longest address, RFC 5321 section 4.5.3.1.
  private static final int LONGEST_LOCAL = 64;

  private static final int LONGEST = 320;
  private static final int LONGEST_SHAPE = 40;

  /// Mail systems that ignore dots in the local part, by their own documentation.
  private static final Set<String> IGNORE_DOTS = Set.of("gmail.com", "googlemail.com");

  public Mail {
    Require.that(
        Domains.normal(domain).orElse("").equals(domain),
        "a mail domain is in lower-case ASCII, as Domains.normal makes it");
    Require.that(shape.length() <= LONGEST_SHAPE, "a shape has at most 40 characters");
    Require.that(mailbox.length() <= Applicant.LONGEST, "a mailbox hash is short");
  }

  /// Reduces an address. What follows a `+` is left out, and so are dots where the mail system
  /// ignores them: such addresses reach one mailbox.
  ///
  /// @return [#NONE] when it is no mail address
  public static Mail of(String address, IdentityKey key) {
    int at = address.lastIndexOf('@');
    if (at < 1 || at > LONGEST_LOCAL || address.length() > LONGEST) {
      return NONE;
    }
    Optional<String> domain = Domains.normal(address.substring(at + 1));
    String local = domain.map(d -> mailbox(address.substring(0, at), d)).orElse("");
    if (local.isEmpty()) {
      return NONE;
    }
    String mailbox = local + "@" + domain.orElseThrow();
    return new Mail(domain.orElseThrow(), shape(local), Mark.hex(key.hash("mailbox", mailbox)));
  }

  /// The domain alone; [#NONE] when it is none.
  public static Mail ofDomain(String domain) {
    return Domains.normal(domain).map(d -> new Mail(d, "", "")).orElse(NONE);
  }

  private static String mailbox(String local, String domain) {
    int plus = local.indexOf('+');
    String name = (plus > 0 ? local.substring(0, plus) : local).toLowerCase(Locale.ROOT);
    return IGNORE_DOTS.contains(domain) ? name.replace(".", "") : name;
  }

  /// Letters of every script are `a`: which script somebody writes is nobody's business here.
  static String shape(String local) {
    var shape = new StringBuilder();
    local.codePoints().limit(LONGEST_SHAPE).forEach(c -> shape.append(sort(c)));
    return shape.toString();
  }

  private static char sort(int c) {
    if (Character.isDigit(c)) {
      return '9';
    }
    if (Character.isLetter(c)) {
      return 'a';
    }
    return c == '.' || c == '-' || c == '_' ? (char) c : '?';
  }
}
