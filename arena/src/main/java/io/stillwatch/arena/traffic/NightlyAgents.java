// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import io.stillwatch.arena.spec.Community;
import java.util.stream.LongStream;

/// Strangers who installed one popular agent and left its timer as it came: the same hour every
/// night, the same number of steps, each about their own affairs.
final class NightlyAgents implements Settlers.Settler {
  @Override
  public void settle(World world, int accounts, Chance chance) {
    Settlers.groups(accounts, 150, 500, chance, (size, own) -> release(world, size, own));
  }

  /// The users of one release.
  private static void release(World world, int size, Chance chance) {
    int kind = FrameworkUsers.kind(chance);
    String system = FrameworkUsers.prompt(kind);
    int steps = (int) Math.round(world.spec().split().between(2, 10, chance.unit()));
    long hour = chance.below(24) * Models.HOUR;
    for (int i = 0; i < size; i++) {
      Persona persona = world.people().anybody(chance.fork(i));
      Account account = persona.of(Community.NIGHTLY_AGENT);
      Chance own = persona.chance.fork("nightly");
      // a timer starts on the minute, a busy host some seconds later
      LongStream nights =
          Agenda.days(world, 0)
              .map(day -> day + hour + (long) Math.min(600_000, own.lognormal(4_000, 1)));
      Script script = new AgentScript(system, kind, world.models().taste(own), own).steps(steps);
      world.add(new Worker(() -> account, new Agenda(nights), script, own.fork("work")));
    }
  }
}
