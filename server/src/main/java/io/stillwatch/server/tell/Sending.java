// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import io.stillwatch.store.Store;
import io.stillwatch.store.Telling;
import java.lang.System.Logger;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Brings out what is to be told. A version counts as sent when both lanes have taken it; should
/// the process die before, it is brought again, and whoever has it takes nothing twice. What is
/// taken back rings at once, so that a record that does not answer delays no undo. For two threads.
final class Sending {
  private static final Logger LOG = System.getLogger("io.stillwatch.server");
  private static final String ACTOR = "sharing";
  private static final int AT_ONCE = 16;

  private final Store store;
  private final Voice voice;
  private final Set<String> rung = ConcurrentHashMap.newKeySet();
  private boolean complained;

  Sending(Store store, Voice voice) {
    this.store = store;
    this.voice = voice;
  }

  /// Rings for what is taken back, and waits for no record.
  void undo() {
    store.read(view -> view.unsentTellings(AT_ONCE)).stream()
        .filter(Telling::ended)
        .forEach(one -> ring(one, Told.of(one)));
  }

  /// @return whether nothing is left that could not be brought
  boolean all() {
    boolean all = true;
    List<Telling> waiting = store.read(view -> view.unsentTellings(AT_ONCE));
    for (Telling one : waiting) {
      all &= bring(one);
    }
    return all;
  }

  private boolean bring(Telling one) {
    Told told = Told.of(one);
    try {
      voice.record(told.objects());
      ring(one, told);
      store.change(ACTOR, change -> change.sent(one));
      rung.remove(key(one));
      complained = false;
      return true;
    } catch (Voice.Unheard e) {
      complain(e);
      return false;
    }
  }

  /// Counts as rung when it is in the outbox, and not before: what fails is tried again.
  private void ring(Telling one, Told told) {
    if (!rung.contains(key(one))) {
      voice.ring(key(one), voice.events(told.objects(), told.back()));
      rung.add(key(one));
    }
  }

  private static String key(Telling one) {
    return one.id() + '/' + one.version();
  }

  private void complain(Voice.Unheard why) {
    if (!complained) {
      LOG.log(Logger.Level.WARNING, "what is to be told waits: " + why.getMessage());
    }
    complained = true;
  }
}
