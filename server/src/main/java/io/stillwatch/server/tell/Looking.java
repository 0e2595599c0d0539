// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import io.stillwatch.model.Finding;
import io.stillwatch.model.Suspects;
import io.stillwatch.server.live.Measuring;
import io.stillwatch.share.stix.Lead;
import io.stillwatch.store.Store;
import io.stillwatch.store.Suspicion;
import io.stillwatch.store.View;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// Looks over and over at what somebody suspects, among our own accounts, and keeps what was seen.
final class Looking {
  private static final String ACTOR = "sharing";
  private static final long HOUR = 3_600_000;
  private static final int LEAST = 2;
  private static final int AT_ONCE = 64;

  private final Store store;
  private final LeadBook book;
  private final Suspicions.Rule rule;
  private final Measuring measuring;

  /// From when until when, event time.
  private record Window(long from, long until) {}

  Looking(Store store, LeadBook book, Suspicions.Rule rule, Measuring measuring) {
    this.store = store;
    this.book = book;
    this.rule = rule;
    this.measuring = measuring;
  }

  /// Looks for suspicions that concern accounts of ours, and ends those that were taken back.
  void gather() {
    Map<String, List<Lead>> leads = book.leads();
    List<Suspicion> known = store.read(View::suspicions);
    known.stream()
        .filter(one -> !one.over() && !leads.containsKey(one.id()))
        .forEach(one -> store.change(ACTOR, c -> c.suspect(Suspected.of(one).kept(one, true))));
    known.forEach(one -> leads.remove(one.id()));
    long number = known.size();
    for (Map.Entry<String, List<Lead>> fresh : leads.entrySet()) {
      List<String> accounts = book.accounts(fresh.getValue());
      if (accounts.size() >= LEAST) {
        number++;
        begin(new Suspicion(fresh.getKey(), number, false, ""), fresh.getValue(), accounts);
      }
    }
  }

  private void begin(Suspicion one, List<Lead> leads, List<String> accounts) {
    long since = Math.ceilDiv(rule.time().millis(), HOUR) * HOUR;
    var suspected =
        new Suspected(
            leads.getFirst().from(),
            leads.stream().map(Lead::id).toList(),
            accounts,
            since,
            List.of(),
            Optional.empty());
    store.change(
        ACTOR,
        change -> {
          change.suspect(suspected.kept(one, false));
          change.note("suspicion", one.id(), Map.of("accounts", accounts.size()));
        });
  }

  /// Measures what is due, those with the same window together.
  ///
  /// @param seen hears of each look that was kept
  /// @return whether there may be more
  /// @throws IOException when the journal cannot be read
  boolean measure(BiConsumer<String, Suspected.Look> seen) throws IOException {
    var due = new TreeMap<Long, Map<Window, List<Suspicion>>>();
    for (Suspicion one : store.read(View::suspicions)) {
      Suspected suspected = Suspected.of(one);
      long until = suspected.due(rule.first().toMillis());
      if (!one.over() && until <= rule.time().millis()) {
        due.computeIfAbsent(until, u -> new LinkedHashMap<>())
            .computeIfAbsent(new Window(suspected.since(), until), w -> new ArrayList<>())
            .add(one);
      }
    }
    if (due.isEmpty()) {
      return false;
    }
    var first = due.firstEntry().getValue().entrySet().iterator().next();
    List<Suspicion> some = first.getValue();
    measure(first.getKey(), some.subList(0, Math.min(AT_ONCE, some.size())), seen);
    return true;
  }

  private void measure(Window window, List<Suspicion> some, BiConsumer<String, Suspected.Look> seen)
      throws IOException {
    Map<String, List<Lead>> leads = book.leads();
    var who = new LinkedHashMap<String, List<String>>();
    for (Suspicion one : some) {
      List<Lead> own = leads.getOrDefault(one.id(), List.of());
      who.put(one.id(), own.isEmpty() ? Suspected.of(one).accounts() : book.accounts(own));
    }
    List<Suspects> suspects =
        some.stream()
            .map(one -> new Suspects(name(one), who.getOrDefault(one.id(), List.of())))
            .toList();
    var found = new TreeMap<String, Finding.Measured>();
    measuring
        .measure(window.from(), window.until(), suspects)
        .forEach(m -> found.put(m.suspicion(), m));
    for (Suspicion one : some) {
      Optional<Finding.Measured> said = Optional.ofNullable(found.get(name(one)));
      var look =
          new Suspected.Look(
              window.until(),
              said.map(m -> m.accounts().size()).orElse(0),
              said.map(Finding.Measured::log10Control).orElse(0.0));
      keep(one, who.getOrDefault(one.id(), List.of()), look);
      seen.accept(one.id(), look);
    }
  }

  /// Chance in a test hangs on the name: the place in the order, not an id that is drawn anew.
  private static String name(Suspicion one) {
    return "suspicion " + one.number();
  }

  private void keep(Suspicion one, List<String> accounts, Suspected.Look look) {
    Suspected known = Suspected.of(one).seen(accounts, look);
    boolean over = known.looks().size() >= Suspected.LOOKS;
    store.change(
        ACTOR,
        change -> {
          change.suspect(known.kept(one, over));
          change.note(
              "measure",
              one.id(),
              Map.of("until", look.until(), "accounts", look.accounts(), "log10_e", look.log10E()));
        });
  }
}
