// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import io.stillwatch.arena.spec.Community;
import java.util.stream.LongStream;

/// People at home who are paid by the piece: they label what a marketplace hands them, each item to
/// one of them, with a prompt that its forum recommends, until the day's quota is reached.
final class PieceWorkers implements Settlers.Settler {
  @Override
  public void settle(World world, int accounts, Chance chance) {
    Settlers.groups(accounts, 80, 300, chance, (size, own) -> marketplace(world, size, own));
  }

  private static void marketplace(World world, int size, Chance chance) {
    Template template = Template.of(world, "annotate", Replies.Kind.JUDGE, chance);
    int quota = (int) Math.round(world.spec().split().between(8, 40, chance.unit()));
    for (int i = 0; i < size; i++) {
      Persona persona = world.people().anybody(chance.fork(i));
      persona.use = "data extraction";
      Account account = persona.of(Community.PIECE_WORKER);
      Chance own = persona.chance.fork("pieces");
      double diligence = own.between(.55, .98);
      double starts = own.between(6.0, 20.0) * Models.HOUR;
      LongStream moments =
          Agenda.days(world, persona.zone)
              .filter(_ -> own.hit(diligence))
              .flatMap(day -> today(day + (long) own.lognormal(starts, .1), quota, own));
      template.work(world, account, new Agenda(moments), own);
    }
  }

  /// One piece after the other; one day in six ends before the quota does.
  private static LongStream today(long from, int quota, Chance own) {
    int pieces = own.hit(.84) ? quota : own.below(quota);
    return LongStream.iterate(from, at -> at + 20_000 + (long) own.lognormal(130_000, .5))
        .limit(pieces);
  }
}
