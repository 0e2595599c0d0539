// SPDX-License-Identifier: Apache-2.0
/// Does that model descend from ours? Pre-registered tests, comparison of outputs, and a
/// laboratory.
@org.jspecify.annotations.NullMarked
module io.stillwatch.lineage {
  requires transitive io.stillwatch.model;
  requires transitive io.stillwatch.stats;
  requires transitive io.stillwatch.marks;
  requires java.net.http;
  requires jdk.httpserver;
  requires java.json.canonicalization;
  requires org.tomlj;
  requires tools.jackson.core;
  requires tools.jackson.databind;
  requires static org.jspecify;

  uses io.stillwatch.lineage.lab.Learner;

  exports io.stillwatch.lineage.collect;
  exports io.stillwatch.lineage.compare;
  exports io.stillwatch.lineage.lab;
  exports io.stillwatch.lineage.plot;
  exports io.stillwatch.lineage.trial;
}
