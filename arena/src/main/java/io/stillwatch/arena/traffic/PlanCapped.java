// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import io.stillwatch.arena.spec.Community;
import java.util.stream.LongStream;

/// Customers of one plan who found the same public prompt and want more than the plan gives: most
/// days end at the daily limit, whatever the person.
final class PlanCapped implements Settlers.Settler {
  @Override
  public void settle(World world, int accounts, Chance chance) {
    Settlers.groups(accounts, 40, 160, chance, (size, own) -> followers(world, size, own));
  }

  private static void followers(World world, int size, Chance chance) {
    Template template = Template.of(world, "public", Replies.Kind.PROSE, chance);
    int cap = 5 * (int) Math.round(world.spec().split().between(2, 8, chance.unit()));
    for (int i = 0; i < size; i++) {
      Persona persona = world.people().anybody(chance.fork(i));
      persona.plan = "pro";
      Account account = persona.of(Community.PLAN_CAPPED);
      Chance own = persona.chance.fork("capped");
      double wants = own.lognormal(1.6 * cap, .35);
      LongStream moments =
          Agenda.days(world, persona.zone).flatMap(day -> today(day, cap, wants, own));
      template.work(world, account, new Agenda(moments), own);
    }
  }

  /// From some hour of the morning on, until the limit is reached.
  private static LongStream today(long midnight, int cap, double wants, Chance own) {
    long wakes = midnight + (long) (own.between(7.0, 11.0) * Models.HOUR);
    long sleeps = midnight + 23 * Models.HOUR;
    long gap = (sleeps - wakes) / Math.max(1, (long) own.lognormal(wants, .25));
    return LongStream.iterate(
            wakes, at -> at < sleeps, at -> at + 1 + (long) own.lognormal(.8 * gap, .6))
        .limit(cap);
  }
}
