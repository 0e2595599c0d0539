// SPDX-License-Identifier: Apache-2.0
/// Benchmarks and yardsticks; nothing here is shipped.
@org.jspecify.annotations.NullMarked
module io.stillwatch.bench {
  requires io.stillwatch.arena;
  requires io.stillwatch.identity;
  requires io.stillwatch.cli;
  requires io.stillwatch.detect;
  requires io.stillwatch.model;
  requires io.stillwatch.runtime;
  requires java.sql;
  requires jmh.core;
  requires static org.jspecify;
}
