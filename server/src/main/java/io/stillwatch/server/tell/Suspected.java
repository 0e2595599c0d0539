// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import io.stillwatch.store.Suspicion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// All that is kept of a suspicion.
///
/// @param from identity of whoever told it
/// @param leads ids of its leads
/// @param accounts who is concerned here, by account id
/// @param since event time from which it is measured, milliseconds since 1970 UTC
/// @param looks what was measured so far, in order
/// @param ruling what a person says of it
public record Suspected(
    String from,
    List<String> leads,
    List<String> accounts,
    long since,
    List<Look> looks,
    Optional<Ruling> ruling) {
  /// How often a suspicion is measured. The number it has is the mean over all looks of the
  /// e-values, where a look that is yet to come counts as 0: a mean of e-values is one, and what is
  /// known of it so far is never above it. So it holds whenever somebody looks.
  public static final int LOOKS = 4;

  private static final JsonMapper MAPPER = new JsonMapper();

  /// A measurement.
  ///
  /// @param until end of its window, event time in milliseconds since 1970 UTC
  /// @param accounts whose exchanges were looked at
  /// @param log10E decimal logarithm of the e-value; 0 when too few of them did anything
  public record Look(long until, int accounts, double log10E) {}

  /// A person's word.
  ///
  /// @param right whether the suspicion is
  /// @param by who says so
  /// @param reason in plain words
  public record Ruling(boolean right, String by, String reason) {}

  public Suspected {
    leads = List.copyOf(leads);
    accounts = List.copyOf(accounts);
    looks = List.copyOf(looks);
  }

  /// Reads what was kept.
  public static Suspected of(Suspicion kept) {
    return MAPPER.readValue(kept.body(), Suspected.class);
  }

  Suspicion kept(Suspicion before, boolean over) {
    return new Suspicion(before.id(), before.number(), over, body());
  }

  String body() {
    return MAPPER.writeValueAsString(this);
  }

  /// When the next look's window ends.
  ///
  /// @param first length of the first window, milliseconds; each later one is four times as long
  long due(long first) {
    return since + (first << (2 * looks.size()));
  }

  Suspected seen(List<String> who, Look look) {
    var all = new ArrayList<>(looks);
    all.add(look);
    return new Suspected(from, leads, who, since, all, ruling);
  }

  Suspected ruled(Ruling word) {
    return new Suspected(from, leads, accounts, since, looks, Optional.of(word));
  }

  /// One's own number: decimal logarithm of an e-value, whenever it is read.
  public double log10E() {
    if (looks.isEmpty()) {
      return 0;
    }
    double most = looks.stream().mapToDouble(Look::log10E).max().orElse(0);
    double sum = looks.stream().mapToDouble(look -> Math.pow(10, look.log10E() - most)).sum();
    return most + Math.log10(sum / LOOKS);
  }
}
