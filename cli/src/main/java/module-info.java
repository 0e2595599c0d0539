// SPDX-License-Identifier: Apache-2.0
/// The one runnable jar: commands, and the one place where the rooms are introduced.
@org.jspecify.annotations.NullMarked
module io.stillwatch.cli {
  requires io.stillwatch.model;
  requires io.stillwatch.ingest;
  requires io.stillwatch.detect;
  requires io.stillwatch.runtime;
  requires io.stillwatch.dossier;
  requires io.stillwatch.arena;
  requires io.stillwatch.baselines;
  requires io.stillwatch.interventions;
  requires io.stillwatch.respond;
  requires io.stillwatch.stats;
  requires de.siegmar.fastcsv;
  requires info.picocli;
  requires tools.jackson.core;
  requires tools.jackson.databind;
  requires static org.jspecify;

  exports io.stillwatch.cli;

  opens io.stillwatch.cli to
      info.picocli;
}
