// SPDX-License-Identifier: Apache-2.0
/// Watermarks as inference servers ship them: hash contracts, keys, exact detection.
@org.jspecify.annotations.NullMarked
module io.stillwatch.marks {
  requires io.stillwatch.model;
  requires transitive io.stillwatch.stats;
  requires static org.jspecify;
  requires ai.djl.tokenizers;
  requires com.google.common;
  requires dev.hardwood.core;
  requires jtokkit;
  requires tools.jackson.databind;

  exports io.stillwatch.marks;
  exports io.stillwatch.marks.keys;
  exports io.stillwatch.marks.profiles;
  exports io.stillwatch.marks.scan;
  exports io.stillwatch.marks.served;
  exports io.stillwatch.marks.serving;
  exports io.stillwatch.marks.trace;
  exports io.stillwatch.marks.twins;
}
