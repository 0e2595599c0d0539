// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import io.stillwatch.store.Store;
import io.stillwatch.store.Telling;
import java.lang.System.Logger;
import java.util.HashSet;
import java.util.Set;

/// Brings out what is to be told. A version counts as sent when both lanes have taken it; should
/// the process die before, it is brought again, and whoever has it takes nothing twice. What is
/// taken back rings first and is recorded then, so that a record that does not answer delays no
/// undo.
final class Sending {
  private static final Logger LOG = System.getLogger("io.stillwatch.server");
  private static final String ACTOR = "sharing";
  private static final int AT_ONCE = 16;

  private final Store store;
  private final Voice voice;
  private final Set<String> rung = new HashSet<>();
  private boolean complained;

  Sending(Store store, Voice voice) {
    this.store = store;
    this.voice = voice;
  }

  /// @return whether nothing is left that could not be brought
  boolean all() {
    boolean all = true;
    for (Telling one : store.read(view -> view.unsentTellings(AT_ONCE))) {
      all &= bring(one);
    }
    return all;
  }

  private boolean bring(Telling one) {
    Told told = Told.of(one);
    try {
      if (one.ended()) {
        ring(one, told);
      }
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

  private void ring(Telling one, Told told) {
    if (rung.add(key(one))) {
      voice.ring(key(one), voice.events(told.objects(), told.back()));
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
