// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import io.stillwatch.arena.spec.Community;
import io.stillwatch.arena.text.Grammar;
import java.util.List;

/// Courses: signups in one burst, one campus, one assignment template, human rhythm, until term
/// ends.
final class Classrooms implements Settlers.Settler {
  @Override
  public void settle(World world, int accounts, Chance chance) {
    Settlers.groups(accounts, 18, 60, chance, (size, own) -> course(world, size, own));
  }

  private static void course(World world, int size, Chance chance) {
    String domain = "students." + People.domain(chance);
    String system = Grammar.own().say("system.class", chance);
    List<String> campus = Addresses.homes(chance, 3);
    long signup = world.start() - (long) (chance.between(.5, 40) * People.DAY);
    int zone = chance.between(-8, 9);
    String country = Places.any(chance).country();
    for (int i = 0; i < size; i++) {
      Persona persona = world.people().anybody(chance.fork(i));
      persona.mail = domain;
      persona.zone = zone;
      persona.country = country;
      persona.use = "education";
      persona.created = signup + (long) persona.chance.exponential(900_000);
      persona.addresses = List.of(campus.get(i % campus.size()), persona.addresses.getFirst());
      Account account = persona.of(Community.CLASSROOM);
      Chance own = persona.chance.fork("class");
      double rate = own.lognormal(.8, .7) * world.activity();
      JobScript.Job job =
          new JobScript.Job(
              system,
              () -> Grammar.own().say("ask.class", own),
              Replies.Kind.PROSE,
              world.models().settled(),
              .8);
      Script script = new Slow(new JobScript(job, Settings.any(own.fork("settings")), own), own);
      world.add(new Worker(() -> account, Pace.human(world, rate / 1.8, zone, own), script, own));
    }
  }

  /// The same script at a person's speed.
  private record Slow(Script script, Chance chance) implements Script {
    @Override
    public long step(World world, Account account, long now) {
      long pause = script.step(world, account, now);
      return pause == REST ? REST : 40_000 + world.turnGap(chance);
    }
  }
}
