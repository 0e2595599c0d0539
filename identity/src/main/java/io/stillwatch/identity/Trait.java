// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

/// What two signups can share, and over how long it is counted.
public enum Trait {
  /// One mailbox, behind plus tags and ignored dots.
  MAILBOX(Trait.WEEK, 4),
  PAYMENT(Trait.WEEK, 4),
  DEVICE(Trait.WEEK, 4),
  /// An address block: /24 of IPv4, /48 of IPv6.
  BLOCK(Trait.DAY, 6),
  /// An autonomous system.
  NETWORK(Trait.DAY, 6),
  /// A shape of the local part at one mail domain.
  PATTERN(Trait.DAY, 6);

  private static final long DAY = 86_400_000L;
  private static final long WEEK = 7 * DAY;

  /// Nothing older is ever counted, milliseconds.
  static final long RETENTION = 5 * WEEK;

  private final long window;
  private final int before;

  Trait(long window, int before) {
    this.window = window;
    this.before = before;
  }

  /// The window that is judged, milliseconds.
  long window() {
    return window;
  }

  /// How much time before the window says what is usual, milliseconds.
  long reference() {
    return window * before;
  }

  int windowDays() {
    return (int) (window / DAY);
  }

  int referenceDays() {
    return (int) (reference() / DAY);
  }

  /// In lower case, as in JSON.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
