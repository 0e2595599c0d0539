// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import io.stillwatch.share.stix.Token;
import io.stillwatch.share.stix.TokenKind;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Something that could be told, and what of it would leave.
///
/// @param id of the campaign, the group, or the suspicion that it answers
/// @param kind what it says
/// @param accounts whom it is about
/// @param matchable how many of them peers could match
/// @param tokens how many tokens of each kind would leave
/// @param log10E e-value of the evidence, decimal logarithm
/// @param line what it has, or would have, to reach
/// @param told how many accounts were told already; 0 when it is new
public record Proposed(
    String id,
    Told.Kind kind,
    int accounts,
    int matchable,
    SortedMap<TokenKind, Integer> tokens,
    double log10E,
    double line,
    int told) {
  public Proposed {
    tokens = Collections.unmodifiableSortedMap(new TreeMap<>(tokens));
  }

  static SortedMap<TokenKind, Integer> count(Collection<Token> tokens) {
    Map<TokenKind, Integer> counts = new TreeMap<>();
    tokens.forEach(token -> counts.merge(token.kind(), 1, Integer::sum));
    return new TreeMap<>(counts);
  }
}
