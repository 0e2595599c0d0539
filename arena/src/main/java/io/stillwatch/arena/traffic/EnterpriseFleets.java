// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import io.stillwatch.arena.spec.Community;
import io.stillwatch.arena.text.Grammar;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Firms with many accounts of one organisation: a template, a work list, and a client that takes
/// its keys in turn.
final class EnterpriseFleets implements Settlers.Settler {
  @Override
  public void settle(World world, int accounts, Chance chance) {
    Settlers.groups(accounts, 4, 40, chance, (size, own) -> firm(world, size, own));
  }

  private static void firm(World world, int size, Chance chance) {
    Persona first = world.people().firm(chance.fork("firm"));
    Label label = new Label(Community.ENTERPRISE_FLEET, "", "p_" + chance.word(10));
    List<String> range = Addresses.hosting(chance, 12);
    List<Account> pool = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Persona persona = world.people().firm(chance.fork(i));
      persona.org = first.org;
      persona.mail = first.mail;
      persona.country = first.country;
      persona.payment = first.payment;
      persona.plan = first.plan;
      persona.verification = first.verification;
      persona.agent = first.agent;
      persona.addresses = List.of(range.get(i % range.size()), chance.pick(range));
      persona.created = first.created + (long) persona.chance.exponential(20.0 * People.DAY);
      persona.created = Math.min(persona.created, world.start());
      pool.add(persona.make(label));
    }
    int kind = chance.below(Grammar.own().size("system.firm"));
    String system = Grammar.own().say("system.firm", kind, chance, java.util.Map.of());
    world.firmPrompts().add(system);
    Models.Taste taste = chance.hit(.2) ? world.models().eager(chance) : world.models().settled();
    double burst = world.burst(chance);
    JobScript.Job job =
        new JobScript.Job(
            system,
            () -> Grammar.own().say("payload.firm", kind, chance, java.util.Map.of()),
            Replies.Kind.JSON,
            taste,
            burst);
    double perDay = size * Math.min(40, chance.lognormal(5, .8)) * world.activity();
    Pace pace =
        chance.hit(.5)
            ? Pace.human(world, perDay / (burst + 1), first.zone, chance)
            : Pace.machine(perDay / (burst + 1), .8);
    world.add(
        new Worker(
            turns(pool),
            pace,
            new JobScript(job, Settings.any(chance.fork("settings")), chance),
            chance.fork("w")));
  }

  /// Keys in turn, as ordinary client software does.
  static Supplier<Account> turns(List<Account> pool) {
    int[] next = {0};
    return () -> pool.get(next[0]++ % pool.size());
  }
}
