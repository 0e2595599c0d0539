// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import io.stillwatch.arena.spec.Community;
import java.util.stream.LongStream;

/// Writing courses: every student hands in about as many essays as the others, before the same
/// deadlines, under the course's own private template. No two hand in the same words, nobody shares
/// a payer or a line; some courses have a mail domain, most do not.
final class EssayCourses implements Settlers.Settler {
  @Override
  public void settle(World world, int accounts, Chance chance) {
    Settlers.groups(accounts, 60, 120, chance, (size, own) -> course(world, size, own));
  }

  private static void course(World world, int size, Chance chance) {
    Template template = Template.of(world, "essay", Replies.Kind.PROSE, chance);
    String mail = chance.hit(.4) ? "students." + People.domain(chance) : "";
    int drafts = (int) Math.round(world.spec().split().between(1, 4, chance.unit()));
    long every = (long) (world.spec().split().between(1, 2.5, chance.unit()) * People.DAY);
    long first = world.start() + (long) (chance.unit() * every);
    long begins = world.start() - (long) (chance.between(1.0, 50.0) * People.DAY);
    for (int i = 0; i < size; i++) {
      Persona persona = world.people().anybody(chance.fork(i));
      persona.use = "education";
      persona.mail = mail.isEmpty() ? persona.mail : mail;
      persona.created = begins + (long) persona.chance.exponential(2.0 * People.DAY);
      persona.created = Math.min(persona.created, world.start());
      Account account = persona.of(Community.ESSAY_COURSE);
      Chance own = persona.chance.fork("essays");
      LongStream essays =
          LongStream.iterate(first, due -> due < world.end() + every, due -> due + every)
              .filter(_ -> own.hit(.95))
              .flatMap(
                  due ->
                      LongStream.range(0, drafts)
                          .map(_ -> due - (long) own.lognormal(4 * Models.HOUR, .9)));
      template.work(world, account, new Agenda(essays), own);
    }
  }
}
