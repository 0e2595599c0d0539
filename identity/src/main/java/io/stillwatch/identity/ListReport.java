// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.util.List;

/// How reading one list went.
///
/// @param taken whether the new file is in use; if not, the one before still is, if there was one
/// @param entries how many entries the file gave
/// @param setAside how many of its lines broke a rule
/// @param examples the first of those
/// @param why why it was not taken; empty when it was
public record ListReport(
    ListFile file,
    boolean taken,
    long entries,
    long setAside,
    List<SetAside> examples,
    String why) {

  /// A line that broke a rule. What it said is not repeated.
  ///
  /// @param line from 1
  public record SetAside(long line, String rule) {
    @Override
    public String toString() {
      return "line " + line + ": " + rule;
    }
  }

  public ListReport {
    examples = List.copyOf(examples);
  }

  static ListReport refused(ListFile file, String why) {
    return new ListReport(file, false, 0, 0, List.of(), why);
  }
}
