// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Compares what is said with what was computed, and stops at the first difference.
final class Checks {
  /// E-values are written with four decimals, and the logarithms of two machines differ a little.
  private static final double TOLERANCE = 1.01e-4;

  private final List<String> passed = new ArrayList<>();

  /// Notes that a whole area was found right.
  void pass(String words) {
    passed.add(words);
  }

  List<String> passed() {
    return List.copyOf(passed);
  }

  static void same(String what, long said, long computed) throws Broken {
    if (said != computed) {
      throw new Broken(
          "%s: the file says %,d, its evidence gives %,d".formatted(what, said, computed));
    }
  }

  static void same(String what, String said, String computed) throws Broken {
    if (!said.equals(computed)) {
      throw new Broken(
          "%s: the file says %s, its evidence gives %s".formatted(what, said, computed));
    }
  }

  /// Decimal logarithms, shares and money.
  static void close(String what, double said, double computed, double tolerance) throws Broken {
    if (!(Math.abs(said - computed) <= tolerance)) {
      throw new Broken(
          String.format(
              Locale.ROOT, "%s: the file says %s, its evidence gives %.6g", what, said, computed));
    }
  }

  static void close(String what, double said, double computed) throws Broken {
    close(what, said, EvidenceFile.fixed(computed, 4), TOLERANCE);
  }

  /// Numbers of nine digits.
  static void near(String what, double said, double computed) throws Broken {
    close(what, said, computed, 1e-7 * Math.max(1e-9, Math.abs(computed)));
  }

  /// Something that has to hold.
  static void holds(String what, boolean holds) throws Broken {
    if (!holds) {
      throw new Broken(what);
    }
  }
}
