// SPDX-License-Identifier: Apache-2.0
/// Watermarks as inference servers ship them: hash contracts, keys, exact detection.
@org.jspecify.annotations.NullMarked
module io.stillwatch.marks {
  requires transitive io.stillwatch.stats;
  requires static org.jspecify;

  exports io.stillwatch.marks;
  exports io.stillwatch.marks.profiles;
}
