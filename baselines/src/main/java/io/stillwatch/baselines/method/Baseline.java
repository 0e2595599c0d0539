// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import java.util.List;

/// A detector from the literature.
public interface Baseline {
  /// Its name on the command line.
  String name();

  /// One line: what it looks at.
  String looksAt();

  /// The paper it is from, and where this form of it departs from the paper.
  String source();

  /// What was fixed beforehand. The line between accused and not accused is not among these: it is
  /// calibrated on honest worlds.
  List<Parameter> parameters();

  /// Begins on a new log.
  Study begin();

  /// A number that was fixed beforehand.
  ///
  /// @param name its name
  /// @param value its value, with its unit
  /// @param from where it comes from
  record Parameter(String name, String value, String from) {}
}
