// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import io.stillwatch.arena.spec.Community;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Those who pass on other people's traffic: one account with tenants, openly; or a pool of
/// accounts that claim to be strangers.
final class Resellers {
  private Resellers() {}

  /// One account, many end users.
  static final class Declared implements Settlers.Settler {
    @Override
    public void settle(World world, int accounts, Chance chance) {
      for (int i = 0; i < accounts; i++) {
        Persona persona = world.people().firm(chance.fork(i));
        persona.use = "reselling to tenants";
        persona.addresses = Addresses.hosting(persona.chance, 6);
        Account account = persona.of(Community.DECLARED_RESELLER);
        world.aggregators().add(account);
        int tenants = persona.chance.between(15, 60);
        for (int t = 0; t < tenants; t++) {
          Chance own = persona.chance.fork(t);
          tenant(world, () -> account, "t_" + own.word(8), own);
        }
      }
    }
  }

  /// A pool that serves real people; even one conversation may move between its accounts.
  static final class Undeclared implements Settlers.Settler {
    @Override
    public void settle(World world, int accounts, Chance chance) {
      Settlers.groups(accounts, 15, 60, chance, (size, own) -> pool(world, size, own));
    }

    private static void pool(World world, int size, Chance chance) {
      Label label = new Label(Community.UNDECLARED_RESELLER, "", "reseller_" + chance.word(6));
      List<String> cards = List.of("card_" + chance.word(14), "card_" + chance.word(14));
      List<String> range = Addresses.hosting(chance, 8);
      List<Account> pool = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        Persona persona = world.people().anybody(chance.fork(i));
        persona.payment = persona.chance.hit(.6) ? persona.chance.pick(cards) : persona.payment;
        persona.addresses = List.of(persona.chance.pick(range));
        persona.created = world.start() - (long) (persona.chance.between(1.0, 90.0) * People.DAY);
        pool.add(persona.make(label));
      }
      Supplier<Account> turns = EnterpriseFleets.turns(pool);
      for (int c = 0; c < size * 2; c++) {
        customer(world, turns, pool, chance.fork("customer").fork(c));
      }
    }

    private static void customer(
        World world, Supplier<Account> turns, List<Account> pool, Chance own) {
      // one customer in three is moved between accounts within a conversation
      Supplier<Account> account = own.hit(.33) ? turns : () -> pool.get(home(own, pool.size()));
      tenant(world, account, "", own);
    }

    private static int home(Chance own, int size) {
      return own.fork("home").below(size);
    }
  }

  /// A person served through somebody else's account.
  static void tenant(World world, Supplier<Account> account, String name, Chance own) {
    Places.Place place = Places.any(own);
    double perDay = Math.min(40, own.lognormal(1.4, 1.1)) * world.activity();
    Pace pace = Pace.human(world, perDay / world.meanTurns(), place.zone(), own);
    Script script = new Served(place.tongue(), name, own);
    world.add(new Worker(account, pace, script, own.fork("w")));
  }

  /// A chat whose account may differ from turn to turn.
  private static final class Served implements Script {
    private final String tongue;
    private final String tenant;
    private final Chance chance;
    private final double developer;
    private Talk talk = new Talk("");
    private int left;
    private boolean fresh = true;

    Served(String tongue, String tenant, Chance chance) {
      this.tongue = tongue;
      this.tenant = tenant;
      this.chance = chance;
      this.developer = chance.hit(.4) ? .8 : .1;
    }

    @Override
    public long step(World world, Account account, long now) {
      if (left == 0) {
        left = world.turns(chance);
        talk = new Talk("");
        fresh = true;
      }
      Says says = world.says();
      talk.ask(fresh ? says.open(tongue, developer, chance) : says.more(developer, chance));
      Draft draft =
          new Draft(chance.hit(.7) ? Models.OLD_LARGE : Models.SMALL, talk.turns())
              .tenant(tenant)
              .reply(world.reply(Replies.Kind.PROSE, talk.last(), 1));
      if (!world.send(now, account, draft)) {
        talk.unsay();
        return 2_000L + chance.below(10_000);
      }
      talk.hear(draft.completion);
      fresh = false;
      left--;
      return left == 0 ? REST : world.turnGap(chance);
    }
  }
}
