// SPDX-License-Identifier: Apache-2.0
/// The nouns of Stillwatch and the pipeline value that both engines interpret. Requires nothing.
@org.jspecify.annotations.NullMarked
module io.stillwatch.model {
  requires static org.jspecify;

  exports io.stillwatch.model;
  exports io.stillwatch.model.crypto;
  exports io.stillwatch.model.desk;
  exports io.stillwatch.model.pipeline;
}
