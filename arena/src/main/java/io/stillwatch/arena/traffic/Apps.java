// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import io.stillwatch.arena.spec.Community;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/// Strangers who gave an app their own key. The app works for each of them, day and night, at the
/// same rate, each time on the customer's own affairs.
final class Apps {
  private Apps() {}

  private static void customers(
      World world,
      int size,
      Community community,
      String template,
      Chance chance,
      Function<Chance, LongStream> moments) {
    Template common = Template.of(world, template, Replies.Kind.PROSE, chance);
    for (int i = 0; i < size; i++) {
      Persona persona = world.people().anybody(chance.fork(i));
      Account account = persona.of(community);
      Chance own = persona.chance.fork("app");
      common.work(world, account, new Agenda(moments.apply(own)), own);
    }
  }

  /// Every so many hours since the app was started; the app is down for a while, and an update
  /// makes it run twice as often.
  static final class Timer implements Settlers.Settler {
    @Override
    public void settle(World world, int accounts, Chance chance) {
      Settlers.groups(accounts, 50, 180, chance, (size, own) -> app(world, size, own));
    }

    private static void app(World world, int size, Chance chance) {
      long end = world.spec().end().toEpochMilli();
      double period = world.spec().split().between(1, 8, chance.unit()) * Models.HOUR;
      double off = chance.between(.002, .03);
      long down = world.start() + (long) (chance.unit() * (end - world.start()));
      long until = down + (long) (chance.between(3.0, 20.0) * Models.HOUR);
      long update = world.start() + (long) (chance.between(.3, 1.5) * (end - world.start()));
      customers(
          world,
          size,
          Community.TIMER_APP,
          "watcher",
          chance,
          own -> {
            double mine = own.lognormal(period, off);
            List<Long> runs = new ArrayList<>();
            for (double at = world.start() + own.unit() * period; at < end; ) {
              if (at < down || at > until) {
                runs.add((long) at);
              }
              at += own.lognormal(at > update ? mine / 2 : mine, off);
            }
            return runs.stream().mapToLong(Long::longValue);
          });
    }
  }

  /// Whenever something happens in the world, for nearly every customer, within minutes.
  static final class Event implements Settlers.Settler {
    @Override
    public void settle(World world, int accounts, Chance chance) {
      Settlers.groups(accounts, 50, 180, chance, (size, own) -> app(world, size, own));
    }

    private static void app(World world, int size, Chance chance) {
      long end = world.spec().end().toEpochMilli();
      double gap = world.spec().split().between(1, 8, chance.unit()) * Models.HOUR;
      double concerned = chance.between(.75, 1.0);
      List<Long> events = new ArrayList<>();
      for (double at = world.start(); at < end; at += chance.exponential(gap)) {
        events.add((long) at);
      }
      customers(
          world,
          size,
          Community.EVENT_APP,
          "alert",
          chance,
          own ->
              events.stream()
                  .filter(_ -> own.hit(concerned))
                  .mapToLong(at -> at + (long) (own.unit() * 600_000)));
    }
  }
}
