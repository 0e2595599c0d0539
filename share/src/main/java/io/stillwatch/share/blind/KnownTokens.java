// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.TreeMap;

/// Tokens that this company holds, each with a number of its own choice, such as the row of an
/// account: what peers' tokens are looked up in. A few dozen bytes for each, one table an epoch;
/// what is over goes at once. Any number of threads may call.
public final class KnownTokens {
  private record Kind(Epoch epoch, BlindToken.Scheme scheme) implements Comparable<Kind> {
    static Kind of(BlindToken token) {
      return new Kind(token.epoch(), token.scheme());
    }

    @Override
    public int compareTo(Kind other) {
      int byEpoch = epoch.compareTo(other.epoch);
      return byEpoch != 0 ? byEpoch : scheme.compareTo(other.scheme);
    }
  }

  private final TreeMap<Kind, TokenTable> tables = new TreeMap<>();
  private final int most;

  /// @param most tokens that it takes
  public KnownTokens(int most) {
    this.most = most;
  }

  /// Adds a token, or gives it another number.
  ///
  /// @param number 0 or above
  /// @return whether there was room
  public synchronized boolean add(BlindToken token, int number) {
    if (number < 0) {
      throw new IllegalArgumentException("a number of a token is not negative: " + number);
    }
    TokenTable table = tables.computeIfAbsent(Kind.of(token), kind -> new TokenTable());
    if (size() >= most && table.get(token.high(), token.low()) < 0) {
      return false;
    }
    table.put(token.high(), token.low(), number);
    return true;
  }

  /// The number of a token; empty when it is not known here.
  public synchronized OptionalInt find(BlindToken token) {
    TokenTable table = tables.get(Kind.of(token));
    int number = table == null ? -1 : table.get(token.high(), token.low());
    return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /// @return whether it was known
  public synchronized boolean remove(BlindToken token) {
    TokenTable table = tables.get(Kind.of(token));
    return table != null && table.remove(token.high(), token.low()) >= 0;
  }

  /// Drops all of epochs that are over.
  public synchronized void sweep(Instant now) {
    tables.keySet().removeIf(kind -> !now.isBefore(kind.epoch().end()));
  }

  public synchronized int size() {
    return tables.values().stream().mapToInt(TokenTable::size).sum();
  }

  /// Memory of the tables.
  public synchronized long bytes() {
    return tables.values().stream().mapToLong(TokenTable::bytes).sum();
  }
}
