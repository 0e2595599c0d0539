// SPDX-License-Identifier: Apache-2.0
/// Does that model descend from ours? Pre-registered tests, comparison of outputs, and a laboratory.
@org.jspecify.annotations.NullMarked
module io.stillwatch.lineage {
  requires transitive io.stillwatch.model;
  requires transitive io.stillwatch.stats;
  requires transitive io.stillwatch.marks;
  requires static org.jspecify;
}
