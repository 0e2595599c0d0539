// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import io.stillwatch.stats.Draw;
import java.util.ArrayList;
import java.util.List;

/// Made-up traffic of a group and of the service around it, played through a [Throttle].
///
/// In a slot an account sends one request on average. Around the group runs a service fifty times
/// its size with a mood of its own. One pair in twenty meets an outage that takes nine requests in
/// ten from everybody in one of its slots; the status page knows of half of them. Capacity that a
/// throttled account leaves free speeds up everybody else in proportion.
final class Crowd {
  private static final double OUTSIDE = 50;
  private static final double OUTAGES = 0.05;
  private static final double DAY = 86_400_000;
  private static final String NOBODY = "";

  private final Traffic traffic;
  private final Plan plan;
  private final Timetable timetable;
  private final Throttle throttle;
  private final Draw draw;
  private final Mood service;
  private final Mood group;
  private final List<Account> touchable = new ArrayList<>();
  private final List<Account> focal = new ArrayList<>();

  private static final class Account {
    private final String name;
    private final Mood mood;
    private long late;

    Account(String name, Mood mood) {
      this.name = name;
      this.mood = mood;
    }
  }

  Crowd(Traffic traffic, Plan plan, Draw draw) {
    this.traffic = traffic;
    this.plan = plan;
    this.draw = draw;
    timetable = plan.design().timetable();
    throttle = new Throttle(plan);
    service = new Mood(draw, 0.1);
    group = new Mood(draw, 0.25);
    List<String> untouched = plan.focal();
    for (String name : plan.design().members()) {
      double spread =
          switch (traffic) {
            case Traffic.Honest() -> 0.8;
            case Traffic.Campaign _ -> 0.1;
          };
      (untouched.contains(name) ? focal : touchable).add(new Account(name, new Mood(draw, spread)));
    }
  }

  Throttle throttle() {
    return throttle;
  }

  /// Plays the next round, and weighs its pair.
  Trial round() {
    int first = 2 * throttle.trial().pairs().size();
    quiet(timetable.start(first) + 2 * timetable.slot() - timetable.round(), first);
    boolean outage = draw.nextDouble() < OUTAGES;
    int broken = outage ? first + draw.nextInt(2) : -1;
    slot(first, broken == first ? 0.1 : 1);
    slot(first + 1, broken == first + 1 ? 0.1 : 1);
    long over = timetable.start(first) + 2 * timetable.slot();
    return throttle.close(over, outage && draw.nextBoolean(), false);
  }

  private void quiet(long from, int first) {
    double slots = (double) (timetable.start(first) - from) / timetable.slot();
    for (Account account : all()) {
      throttle.count(account.name, from, account.late + Chance.poisson(draw, slots));
      account.late = 0;
      account.mood.after(slots);
    }
    throttle.count(NOBODY, from, outside(slots));
    service.after(slots);
    group.after(slots);
  }

  private void slot(int slot, double up) {
    long at = timetable.start(slot);
    double level = up * service.after(1);
    double ours =
        switch (traffic) {
          case Traffic.Honest() -> level * group.after(1) * rhythm(at);
          case Traffic.Campaign _ -> level * group.after(1);
        };
    throttle.count(NOBODY, at, outside(level * rhythm(at)));
    long displaced = 0;
    for (Account account : touchable) {
      long sent = Chance.poisson(draw, ours * account.mood.after(1));
      long put = send(account, at, sent);
      account.late += put;
      displaced += put;
    }
    long moved = displaced == 0 ? 0 : failover(displaced);
    double faster = 1 + displaced / (OUTSIDE * (touchable.size() + focal.size()) * level);
    for (Account account : focal) {
      send(account, at, Chance.poisson(draw, faster * ours * account.mood.after(1)));
    }
    for (long i = 0; i < moved; i++) {
      send(focal.get(draw.nextInt(focal.size())), at, 1);
    }
    throttle.count(NOBODY, at, outside((faster - 1) * level * rhythm(at)));
  }

  private long failover(long displaced) {
    return switch (traffic) {
      case Traffic.Honest() -> 0;
      case Traffic.Campaign(double share) -> Chance.binomial(draw, displaced, share);
    };
  }

  private long send(Account account, long at, long requests) {
    long put = 0;
    for (long i = 0; i < requests; i++) {
      put += throttle.answer(account.name, at) instanceof Answer.Wait ? 1 : 0;
    }
    return put;
  }

  private long outside(double level) {
    return Chance.poisson(draw, OUTSIDE * plan.design().members().size() * level);
  }

  private static double rhythm(long at) {
    return 1 + 0.6 * Math.sin(2 * Math.PI * at / DAY);
  }

  private List<Account> all() {
    List<Account> all = new ArrayList<>(touchable);
    all.addAll(focal);
    return all;
  }
}
