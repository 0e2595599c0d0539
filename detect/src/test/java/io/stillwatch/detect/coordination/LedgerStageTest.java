// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.detect.accounts.Touch;
import io.stillwatch.detect.accounts.Trace;
import io.stillwatch.detect.features.Hashes;
import io.stillwatch.model.pipeline.Pipeline;
import io.stillwatch.runtime.Engine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerStageTest {
  private static final long DAY = 86_400_000;

  /// An artefact of shard 5.
  private static final long THING = 5L << 54 | 77;

  private static List<Clue> run(Trace... in) {
    var out = new ArrayList<Clue>();
    try (var engine = new Engine<>(Pipeline.of(new LedgerStage()), 1, 10, Engine.Mode.STRICT)) {
      engine.run(List.of(in).iterator(), out::add);
    }
    return out;
  }

  private static Touch touch(long at, Kind kind, long principal) {
    return new Touch(at, principal, kind, THING, principal, principal, 0);
  }

  private static Portrait portrait(long key, long at) {
    var facts = new Portrait.Facts(0, 0, 0, 0, 0, 0, 0);
    Hashes none = Hashes.NONE;
    return new Portrait(
        at, key, "a", key, facts, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 1, 2, none, none, none,
        List.of());
  }

  @Test
  void aSharedScaffoldIsToldAtTheEndOfTheDay() {
    List<Clue> out = run(touch(DAY - 20, Kind.HEAD, 1), touch(DAY - 10, Kind.HEAD, 2));
    assertThat(out).hasSize(1);
    assertThat(out.getFirst()).isInstanceOf(Holding.class);
    assertThat(out.getFirst().at()).isEqualTo(DAY);
  }

  @Test
  void aHandOffIsToldAtOnce() {
    List<Clue> out = run(touch(DAY - 20, Kind.CHAIN, 1), touch(DAY - 10, Kind.CONTINUE, 2));
    assertThat(out).hasSize(1);
    assertThat(out.getFirst()).isInstanceOf(Flow.class);
    assertThat(out.getFirst().at()).isEqualTo(DAY - 10);
  }

  @Test
  void aPortraitPassesThrough() {
    Portrait portrait = portrait(9, DAY);
    assertThat(run(portrait)).containsExactly(new Clue.Seen(portrait));
  }

  @Test
  void aPortraitOfAnotherShardLeavesTheTellingWhereItWas() {
    List<Clue> out =
        run(
            touch(DAY - 20, Kind.HEAD, 1),
            touch(DAY - 10, Kind.HEAD, 2),
            portrait(6L << 54 | 1, DAY));
    assertThat(out).extracting(Clue::at).containsExactly(DAY, DAY);
  }
}
