// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.spec;

/// Which ranges parameters are drawn from. Development worlds may be looked at while a detector is
/// built; sealed worlds only measure it. Numbers, scaffold wordings and corpus rows differ.
public enum Split {
  /// For building and tuning.
  DEVELOPMENT,
  /// For measuring once.
  SEALED;

  /// A number of this split's part of a range: the lower half for development, the upper half and
  /// up to 15% beyond for sealed worlds.
  ///
  /// @param unit where in that part, 0 to 1
  public double between(double low, double high, double unit) {
    double middle = (low + high) / 2;
    double from = this == SEALED ? middle : low;
    double until = this == SEALED ? high * 1.15 : middle;
    return from + unit * (until - from);
  }
}
