// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/// A month of UTC, for which one key makes tokens. Tokens of two epochs cannot be compared.
public record Epoch(YearMonth month) implements Comparable<Epoch> {
  public static Epoch at(Instant instant) {
    return new Epoch(YearMonth.from(instant.atOffset(ZoneOffset.UTC)));
  }

  /// Reads `2026-06`.
  ///
  /// @throws IllegalArgumentException when it is no month
  public static Epoch parse(String text) {
    try {
      var epoch = new Epoch(YearMonth.parse(text));
      if (epoch.toString().equals(text)) {
        return epoch;
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("an epoch is a month, such as 2026-06", e);
    }
    throw new IllegalArgumentException("an epoch is a month, such as 2026-06");
  }

  public Epoch next() {
    return new Epoch(month.plusMonths(1));
  }

  public Epoch previous() {
    return new Epoch(month.minusMonths(1));
  }

  public Instant start() {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// When tokens of it are no longer made or compared, and its key is destroyed: it overlaps the
  /// next epoch, so that nothing is lost while everybody moves on.
  public Instant end() {
    return next().next().start();
  }

  /// Whether its key may be used.
  public boolean isLive(Instant now) {
    return !now.isBefore(start()) && now.isBefore(end());
  }

  @Override
  public int compareTo(Epoch other) {
    return month.compareTo(other.month);
  }

  @Override
  public String toString() {
    return month.toString();
  }
}
