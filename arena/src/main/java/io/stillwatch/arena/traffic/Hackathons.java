// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import io.stillwatch.arena.spec.Community;
import java.util.List;
import java.util.stream.LongStream;

/// A weekend of 48 hours: accounts made that morning, one starter kit with its template, most on
/// the venue's network, everybody busy about as much as the others.
final class Hackathons implements Settlers.Settler {
  @Override
  public void settle(World world, int accounts, Chance chance) {
    Settlers.groups(accounts, 60, 220, chance, (size, own) -> weekend(world, size, own));
  }

  private static void weekend(World world, int size, Chance chance) {
    Template template = Template.of(world, "starter", Replies.Kind.CODE, chance);
    Persona host = world.people().anybody(chance.fork("host"));
    List<String> venue = Addresses.homes(chance, 2);
    boolean remote = chance.hit(.4);
    double each = world.spec().split().between(20, 80, chance.unit());
    long latest = Math.max(1, world.end() - world.start() - 2 * People.DAY);
    long opens = world.start() + (long) (chance.unit() * latest);
    for (int i = 0; i < size; i++) {
      Persona persona = world.people().anybody(chance.fork(i));
      persona.use = "software development";
      persona.agent = host.agent;
      persona.created = opens - (long) persona.chance.exponential(2.0 * Models.HOUR);
      if (!remote) {
        persona.country = host.country;
        persona.addresses = List.of(persona.chance.pick(venue), persona.addresses.getFirst());
      }
      Account account = persona.of(Community.HACKATHON);
      Chance own = persona.chance.fork("hack");
      int count = (int) Math.round(own.lognormal(each, .18) / 2);
      LongStream moments =
          LongStream.of(opens, opens + People.DAY)
              .flatMap(
                  day -> Agenda.within(day, day + own.between(16, 20) * Models.HOUR, count, own));
      template.work(world, account, new Agenda(moments), own);
    }
  }
}
