// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import io.stillwatch.arena.spec.Community;
import java.util.stream.LongStream;

/// Colleagues of a firm that never declared itself: each signed up alone and pays alone, all work
/// through the same queue under the firm's template, in office hours, with weekends off.
final class UndeclaredStaff implements Settlers.Settler {
  @Override
  public void settle(World world, int accounts, Chance chance) {
    Settlers.groups(accounts, 20, 80, chance, (size, own) -> firm(world, size, own));
  }

  private static void firm(World world, int size, Chance chance) {
    Template template = Template.of(world, "staff", Replies.Kind.PROSE, chance);
    Label label = new Label(Community.UNDECLARED_STAFF, "", "p_" + chance.word(10));
    Persona boss = world.people().anybody(chance.fork("boss"));
    String mail = chance.hit(.4) ? People.domain(chance) : "";
    boolean office = chance.hit(.5);
    double perDay = world.spec().split().between(4, 24, chance.unit());
    for (int i = 0; i < size; i++) {
      Persona persona = world.people().anybody(chance.fork(i));
      persona.mail = mail.isEmpty() ? persona.mail : mail;
      persona.country = boss.country;
      persona.zone = boss.zone;
      persona.org = "";
      persona.addresses = office ? boss.addresses : persona.addresses;
      Account account = persona.make(label);
      Chance own = persona.chance.fork("staff");
      double mine = own.lognormal(perDay, .12);
      LongStream moments =
          Agenda.days(world, boss.zone)
              .filter(day -> Agenda.workday(day, boss.zone) && own.hit(.94))
              .flatMap(
                  day ->
                      Agenda.within(
                          day + 9 * Models.HOUR,
                          day + 17 * Models.HOUR + Models.HOUR / 2,
                          (int) Math.round(mine + own.normal() * Math.sqrt(mine) / 2),
                          own));
      template.work(world, account, new Agenda(moments), own);
    }
  }
}
