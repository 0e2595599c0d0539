// SPDX-License-Identifier: Apache-2.0
/// The finding as documents. Opens its own package to the template engine, which reads the view
/// records by reflection.
@org.jspecify.annotations.NullMarked
module io.stillwatch.dossier {
  requires transitive io.stillwatch.model;
  requires io.stillwatch.stats;
  requires com.samskivert.jmustache;
  requires java.desktop;
  requires java.logging;
  requires java.net.http;
  requires java.xml;
  requires tools.jackson.core;
  requires tools.jackson.databind;
  requires static org.jspecify;

  exports io.stillwatch.dossier;
  exports io.stillwatch.dossier.export;
  exports io.stillwatch.dossier.letter;
  exports io.stillwatch.dossier.seal;

  opens io.stillwatch.dossier to
      com.samskivert.jmustache;
  opens io.stillwatch.dossier.letter to
      com.samskivert.jmustache,
      tools.jackson.databind;
  opens io.stillwatch.dossier.seal to
      tools.jackson.databind;
}
