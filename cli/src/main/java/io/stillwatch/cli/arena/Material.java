// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.arena;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/// Options of every command that makes a world: what the world is made of.
public final class Material {
  @Option(
      names = "--corpus",
      paramLabel = "DIR",
      description = "Texts for the world to speak with (default: built-in phrases).")
  private Optional<Path> corpus = Optional.empty();

  @Option(
      names = "--traces",
      paramLabel = "DIR",
      description = "Request traces to take times and lengths from (default: built-in shapes).")
  private Optional<Path> traces = Optional.empty();

  /// A world made of it, as large as its preset says.
  ///
  /// @param out folder for logs and labels
  public WorldRequest world(String preset, long seed, Path out) {
    return new WorldRequest(
        preset,
        seed,
        out,
        corpus,
        traces,
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
