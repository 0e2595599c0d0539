// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import io.stillwatch.model.desk.Desk;
import io.stillwatch.model.desk.Marker;
import io.stillwatch.respond.DelayKey;
import io.stillwatch.respond.Ladder;
import io.stillwatch.respond.Policy;
import io.stillwatch.server.decide.Counter;
import io.stillwatch.server.decide.People;
import io.stillwatch.server.decide.Register;
import io.stillwatch.server.decide.Rounds;
import io.stillwatch.server.mark.Marks;
import io.stillwatch.server.settings.Key;
import io.stillwatch.server.settings.MarksFile;
import io.stillwatch.server.settings.Settings;
import io.stillwatch.server.trial.Interventions;
import io.stillwatch.server.trial.Terms;
import io.stillwatch.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// What decides about accounts, by the policy and by people, and what answers of it from memory.
record Deciding(
    Policy policy,
    Counter counter,
    Register register,
    Interventions interventions,
    Optional<Marks> marks,
    Rounds rounds,
    People people) {
  /// @throws IOException when a key or the marks cannot be read
  static Deciding of(Policy policy, Store store, Site site) throws IOException {
    Settings settings = site.settings();
    EventClock time = site.time();
    var ladder = new Ladder(policy, DelayKey.of(site.secrets().bytes("delay")));
    var counter =
        Doors.shareBudgets(settings)
            ? new Counter(policy, store.budgets(), time)
            : new Counter(policy, time);
    var register = new Register(store, counter, time);
    byte[] coins = site.secrets().bytes("coins");
    var interventions = new Interventions(store, Terms.of(settings), policy, coins, time);
    register.follow(interventions);
    Optional<Marks> marks = marks(settings, policy, site.clock()).map(site::open);
    marks.ifPresent(keys -> register.follow(view -> keys.know(view.lasting(time.millis()))));
    var rounds = new Rounds(store, policy, ladder, register);
    var people = new People(store, policy, ladder, rounds, register, time);
    return new Deciding(policy, counter, register, interventions, marks, rounds, people);
  }

  private static Optional<Marks> marks(Settings settings, Policy policy, InstantSource clock)
      throws IOException {
    Optional<Path> file = settings.path(Key.GATEWAY_MARKS);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    if (settings.some(Key.GATEWAY_UPSTREAM).isEmpty()) {
      throw settings.refuse(
          Key.GATEWAY_MARKS, "changes requests to gateway.upstream, which is not set");
    }
    return Optional.of(new Marks(MarksFile.read(file.get()), policy, clock));
  }

  /// Goes on with what was decided before.
  void resume() {
    interventions.resume();
    register.refresh();
  }

  /// Answers whether a request may go on.
  Desk desk() {
    return interventions.over(counter);
  }

  /// Marks what goes through the proxy.
  Marker marker() {
    return marks.<Marker>map(keys -> keys).orElse(Marker.NONE);
  }
}
