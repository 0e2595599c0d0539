// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.arena;

import io.stillwatch.cli.kit.Positive;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Options of commands that make a world of any size.
public final class Size {
  @Option(
      names = "--accounts",
      paramLabel = "N",
      description = "How many accounts (default: the preset's number).")
  private Optional<Integer> accounts = Optional.empty();

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "How many days (default: the preset's number).")
  private Optional<Integer> days = Optional.empty();

  /// The same world, of this size.
  ///
  /// @throws io.stillwatch.cli.kit.Failure when there would be no account or no day
  public WorldRequest of(WorldRequest world) {
    return new WorldRequest(
        world.preset(),
        world.seed(),
        world.out(),
        world.corpus(),
        world.traces(),
        Positive.of("--accounts", accounts),
        Positive.of("--days", days),
        world.split(),
        world.attacker());
  }
}
