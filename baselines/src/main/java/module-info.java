// SPDX-License-Identifier: Apache-2.0
/// Detectors from the literature that run on the same worlds as a scan, so that both are measured
/// alike. Not part of detection, and never used by it.
///
/// Start at [io.stillwatch.baselines.Baselines].
@org.jspecify.annotations.NullMarked
module io.stillwatch.baselines {
  requires transitive io.stillwatch.model;
  requires io.stillwatch.ingest;
  requires it.unimi.dsi.fastutil.core;
  requires randomcutforest.core;
  requires tools.jackson.core;
  requires de.siegmar.fastcsv;
  requires static org.jspecify;

  exports io.stillwatch.baselines;
  exports io.stillwatch.baselines.method;
  exports io.stillwatch.baselines.request;
}
