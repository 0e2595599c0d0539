// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.twins;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// A suspect's answers, held against a ledger. Each toss counts once, by the first answer that
/// shows one of both twins and not the other: further answers at the same place say nothing of
/// another coin. How variants are looked for cannot mislead the test, since it does not know the
/// coins.
public final class Answers {
  private final Map<String, List<Twin>> places = new HashMap<>();
  private final Set<Twin> counted = new HashSet<>();
  private long served;
  private long unserved;
  private long elsewhere;

  /// @param twins of one cohort, or of several
  public Answers(List<Twin> twins) {
    twins.forEach(
        twin ->
            places.merge(
                twin.place(),
                List.of(twin),
                (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList()));
  }

  /// Takes an answer.
  ///
  /// @param place as in the ledger
  public void add(String place, String answer) {
    List<Twin> here = places.getOrDefault(place, List.of());
    elsewhere += here.isEmpty() ? 1 : 0;
    for (Twin twin : here) {
      boolean ours = shows(answer, twin.served());
      if (ours != shows(answer, twin.unserved()) && counted.add(twin)) {
        served += ours ? 1 : 0;
        unserved += ours ? 0 : 1;
      }
    }
  }

  /// What they say so far.
  public SignTest test() {
    return new SignTest(served, unserved);
  }

  /// Answers at places that the ledger does not know.
  public long elsewhere() {
    return elsewhere;
  }

  /// Whether an answer has a variant, as a word of its own.
  public static boolean shows(String answer, String variant) {
    return Pattern.compile("(?<![\\w.])" + Pattern.quote(variant) + "(?!\\w)")
        .matcher(answer)
        .find();
  }
}
