// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import static io.stillwatch.identity.Door.DAY;
import static io.stillwatch.identity.Door.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Under the null, the share of signups that a counted signal flags is at most its level: signups
/// are independent, tokens are as unequal as life makes them, and the rate swings by day and by
/// week.
class CalibrationTest {
  private static final int DAYS = 100;
  private static final int A_DAY = 300;
  private static final int LEARNING = 40;
  private static final int WORLDS = 6;

  /// A token's share falls with its rank, as with providers, networks and NATs: a few are
  /// everybody's and a thousand are seen once.
  private static final ToLongFunction<SplittableRandom> UNEQUAL =
      chance -> (long) Math.pow(2_000, chance.nextDouble());

  /// Ten tokens, each with thirty signups a day.
  private static final ToLongFunction<SplittableRandom> BUSY = chance -> chance.nextInt(10);

  @ParameterizedTest
  @EnumSource(Trait.class)
  void theShareFlaggedIsAtMostTheLevel(Trait trait) {
    assertThat(flagged(trait, UNEQUAL, 0.01)).isLessThanOrEqualTo(0.01);
    assertThat(flagged(trait, UNEQUAL, 0.001)).isLessThanOrEqualTo(0.001);
  }

  /// The test is not silent either: where tokens are busy enough to reach the level, it is used up.
  @ParameterizedTest
  @CsvSource({"NETWORK, 0.05", "PAYMENT, 0.05", "NETWORK, 0.01"})
  void theLevelIsNearlyUsedUpByBusyTokens(Trait trait, double level) {
    assertThat(flagged(trait, BUSY, level)).isBetween(level * 0.5, level * 1.2);
  }

  private static double flagged(
      Trait trait, ToLongFunction<SplittableRandom> tokens, double level) {
    double sum = 0;
    for (int seed = 1; seed <= WORLDS; seed++) {
      sum += flagged(new World(trait, tokens, new SplittableRandom(seed)), level);
    }
    return sum / WORLDS;
  }

  private static double flagged(World world, double level) {
    var recent = new Recent(100_000);
    var check = new CountCheck(recent, level);
    int flagged = 0;
    for (int i = 0; i < DAYS * A_DAY; i++) {
      Case honest = world.signup(i);
      if (i >= LEARNING * A_DAY && !check.at(honest).isEmpty()) {
        flagged++;
      }
      recent.add(honest.trace());
    }
    return flagged / (double) ((DAYS - LEARNING) * A_DAY);
  }

  private record World(
      Trait trait, ToLongFunction<SplittableRandom> tokens, SplittableRandom chance) {

    /// Three times as many at noon as at night, and nearly twice as many on one day of the week as
    /// on another.
    Case signup(int i) {
      double day = i / (double) A_DAY;
      double swing = 0.08 * Math.sin(2 * Math.PI * day) + 0.3 * Math.sin(2 * Math.PI * day / 7);
      long at = START + (long) ((day + swing) * DAY);
      var touch = new Trace.Touch(new Mark(trait, tokens.applyAsLong(chance)), new Mark(trait, -1));
      var trace = new Trace(at, "a" + i, Trace.ITSELF, List.of(touch));
      Applicant applicant = new Visitor(trace.account(), at).applicant();
      return new Case(applicant, Optional.empty(), AddressFacts.NONE, Map.of(trait, "x"), trace);
    }
  }
}
