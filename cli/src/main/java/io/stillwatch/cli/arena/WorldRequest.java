// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.arena;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/// What world the arena is asked to write.
///
/// @param preset name of a kind of world
/// @param seed same seed, same bytes
/// @param out folder for logs and labels
/// @param corpus folder of texts to speak with; built-in phrases when absent
/// @param traces folder of request traces to take times and lengths from; built-in shapes when
///   absent
/// @param accounts how many accounts; the preset's number when absent
/// @param days how many days; the preset's number when absent
/// @param split which part generator parameters are drawn from; that of development when absent
/// @param attacker the one attacker of a `frontier` world; absent for other presets
public record WorldRequest(
    String preset,
    long seed,
    Path out,
    Optional<Path> corpus,
    Optional<Path> traces,
    OptionalInt accounts,
    OptionalInt days,
    Optional<String> split,
    Optional<Attacker> attacker) {

  /// The same with parameters drawn from a part, and with one attacker.
  WorldRequest with(Optional<String> split, Optional<Attacker> attacker) {
    return new WorldRequest(preset, seed, out, corpus, traces, accounts, days, split, attacker);
  }

  /// An attacker to be priced and hidden.
  ///
  /// @param levels its levels of evasion, such as `R3+R5`
  /// @param accounts how many accounts it has
  /// @param rate mean requests of one account a day
  record Attacker(String levels, int accounts, double rate) {}
}
