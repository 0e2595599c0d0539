// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import io.stillwatch.model.Entry;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Signup;
import io.stillwatch.model.desk.Drop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// A drop in memory, with so much room, that can hold its acknowledgements back.
final class MemoryDrop implements Drop {
  private final List<Exchange> kept = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final List<Runnable> held = new ArrayList<>();
  private boolean holding;
  private int room = Integer.MAX_VALUE;
  private int refused;

  @Override
  public synchronized CompletableFuture<Integer> hand(List<Entry> entries) {
    if (entries.size() > room) {
      refused++;
      notifyAll();
      return CompletableFuture.failedFuture(new Drop.Full("no room"));
    }
    room -= entries.size();
    int fresh = 0;
    for (Entry entry : entries) {
      fresh += entry instanceof Exchange exchange && keep(exchange) ? 1 : 0;
      fresh += entry instanceof Signup ? 1 : 0;
    }
    notifyAll();
    CompletableFuture<Integer> done = new CompletableFuture<>();
    int count = fresh;
    if (holding) {
      held.add(() -> done.complete(count));
    } else {
      done.complete(count);
    }
    return done;
  }

  private boolean keep(Exchange exchange) {
    return ids.add(exchange.id()) && kept.add(exchange);
  }

  synchronized void room(int entries) {
    room = entries;
  }

  synchronized void hold() {
    holding = true;
  }

  void release() {
    List<Runnable> waiting;
    synchronized (this) {
      holding = false;
      waiting = List.copyOf(held);
      held.clear();
    }
    waiting.forEach(Runnable::run);
  }

  synchronized List<Exchange> kept() {
    return List.copyOf(kept);
  }

  synchronized List<Exchange> await(int count) throws InterruptedException {
    for (int i = 0; i < 300 && kept.size() < count; i++) {
      wait(100);
    }
    if (kept.size() < count) {
      throw new AssertionError("only " + kept.size() + " of " + count + " exchanges came");
    }
    return List.copyOf(kept);
  }

  synchronized void awaitRefused(int count) throws InterruptedException {
    for (int i = 0; i < 300 && refused < count; i++) {
      wait(100);
    }
    if (refused < count) {
      throw new AssertionError("refused only " + refused + " of " + count);
    }
  }
}
