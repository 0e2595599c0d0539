// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import io.stillwatch.arena.shape.Shapes;
import io.stillwatch.arena.spec.WorldSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/// A world, or a district of a large one, while it runs: who waits for which moment, and what all
/// of them share.
public final class World {
  private record Slot(long at, long order, Actor actor) implements Comparable<Slot> {
    @Override
    public int compareTo(Slot other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final WorldSpec spec;
  private final Shapes shapes;
  private final Says says;
  private final Replies replies;
  private final Scribe out;
  private final Chance root;
  private final Chance events;
  private final People people;
  private final Models models;
  private final Outages outages;
  private final PriorityQueue<Slot> queue = new PriorityQueue<>();
  private final List<String> firmPrompts = new ArrayList<>();
  private final List<Account> aggregators = new ArrayList<>();
  private long order;

  World(WorldSpec spec, District district, Says says, Shapes shapes) {
    this.spec = spec;
    this.shapes = shapes;
    this.says = says;
    this.replies = new Replies(shapes);
    this.out = new Scribe(district.of(Chance.of(spec.seed()).fork("requests")));
    Chance common = Chance.of(spec.seed()).fork(spec.split().name());
    this.root = district.of(common);
    this.events = root.fork("events");
    this.people = new People(root.fork("ids"), spec.start().toEpochMilli());
    this.models = new Models(spec, common.fork("models"));
    this.outages = new Outages(spec, common.fork("outages"));
  }

  /// Goes on to a moment, or to the end.
  ///
  /// @return what was sent on the way
  Page run(long until) {
    long end = end();
    for (Slot slot = queue.peek(); slot != null && slot.at() < until; slot = queue.peek()) {
      queue.poll();
      long next = slot.actor().act(this, slot.at());
      if (next < end) {
        queue.add(new Slot(Math.max(next, slot.at()), order++, slot.actor()));
      }
    }
    return out.turn();
  }

  /// Lets an actor act at a moment; later than the end is never.
  void add(Actor actor, long at) {
    if (at < end()) {
      queue.add(new Slot(Math.max(at, start()), order++, actor));
    }
  }

  /// A worker that starts at its own pace.
  void add(Worker worker) {
    add(worker, worker.first(start()));
  }

  /// Sends a request.
  ///
  /// @return whether it was answered
  boolean send(long now, Account account, Draft draft) {
    int status = outages.status(now, events);
    out.write(now, account, draft, status, events);
    return status == 200;
  }

  /// A reply; with temperature 0 the same prompt always gets the same.
  Replies.Reply reply(Replies.Kind kind, String prompt, double temperature) {
    Chance chance = temperature == 0 ? Chance.of(Chance.hash(prompt)) : events;
    return replies.reply(kind, prompt, chance);
  }

  Chance chance(String purpose) {
    return root.fork(purpose);
  }

  String newReasoning() {
    return "rs_" + events.word(20);
  }

  /// The gap before the next turn of a person, in milliseconds.
  long turnGap(Chance chance) {
    return (long) (shapes.rhythm().turnGap().at(chance.unit()) * 1000);
  }

  int turns(Chance chance) {
    return (int) Math.min(8, Math.max(1, Math.round(shapes.rhythm().turns().at(chance.unit()))));
  }

  /// Mean requests of one run of a machine: clients with a high peak over their mean work in
  /// bursts.
  double burst(Chance chance) {
    return Math.min(150, 4 + shapes.rhythm().peakToMean().at(chance.unit()) / 4);
  }

  double meanTurns() {
    double sum = 0;
    for (int i = 0; i < 100; i++) {
      sum += Math.min(8, Math.max(1, Math.round(shapes.rhythm().turns().at((i + .5) / 100))));
    }
    return sum / 100;
  }

  WorldSpec spec() {
    return spec;
  }

  Shapes shapes() {
    return shapes;
  }

  Says says() {
    return says;
  }

  Scribe scribe() {
    return out;
  }

  People people() {
    return people;
  }

  Models models() {
    return models;
  }

  /// System prompts of firms, for those who want to look like one.
  List<String> firmPrompts() {
    return firmPrompts;
  }

  /// Accounts of declared resellers.
  List<Account> aggregators() {
    return aggregators;
  }

  double activity() {
    return spec.population().activity();
  }

  long start() {
    return spec.start().toEpochMilli();
  }

  long end() {
    return spec.end().toEpochMilli();
  }
}
