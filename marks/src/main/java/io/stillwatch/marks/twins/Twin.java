// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.twins;

/// One toss: of two equally good variants, which was served.
///
/// @param kind what they differ in
/// @param cohort whom it was served to
/// @param place where, by an identifier that holds no words of a prompt
/// @param served the one that was served
/// @param unserved its twin
public record Twin(Twins.Kind kind, String cohort, String place, String served, String unserved) {
  public Twin {
    for (String word : new String[] {cohort, place}) {
      if (word.isBlank() || word.chars().anyMatch(c -> c < ' ')) {
        throw new IllegalArgumentException("a cohort and a place are names on one line");
      }
    }
  }

  /// A ledger's line; it goes under a Merkle root the day it is written.
  public String line() {
    return String.join("\t", kind.name(), cohort, place, served, unserved);
  }

  /// Reads what [#line] writes.
  public static Twin parse(String line) {
    String[] parts = line.split("\t", -1);
    if (parts.length != 5) {
      throw new IllegalArgumentException("a line of a ledger has five fields, not " + parts.length);
    }
    return new Twin(Twins.Kind.valueOf(parts[0]), parts[1], parts[2], parts[3], parts[4]);
  }
}
