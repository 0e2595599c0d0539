// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.arena;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Options of every command that makes a world: what the world is made of.
public final class Material {
  @Option(
      names = "--corpus",
      paramLabel = "DIR",
      description = "Texts for the world to speak with (default: built-in phrases).")
  public Optional<Path> corpus = Optional.empty();

  @Option(
      names = "--traces",
      paramLabel = "DIR",
      description = "Request traces to take times and lengths from (default: built-in shapes).")
  public Optional<Path> traces = Optional.empty();
}
