// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import io.stillwatch.server.decide.Callbacks;
import io.stillwatch.server.live.Inbox;
import io.stillwatch.server.live.Watching;
import io.stillwatch.server.settings.Key;
import io.stillwatch.server.settings.Settings;
import io.stillwatch.server.text.Vault;
import io.stillwatch.store.Store;
import io.stillwatch.store.StoreFailed;
import io.stillwatch.store.journal.Journal;
import io.stillwatch.store.journal.JournalFailed;
import java.io.IOException;
import java.lang.System.Logger;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// What has to be done every now and then: time goes on when nothing comes, the counter learns what
/// others changed, old segments of the journal go.
final class Chores implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.stillwatch.server");
  private static final long DAY = 86_400_000;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("chores").daemon().factory());
  private final List<Future<?>> chores = new ArrayList<>();
  private final Journal journal;
  private final Watching watch;
  private final Store store;
  private final InstantSource clock;
  private final Duration keep;
  private long taken = -1;

  /// The last one; what becomes of it shows in the journal.
  private Future<?> beats = CompletableFuture.completedFuture(null);

  Chores(Store store, Deciding deciding, Traffic traffic, Entrance entrance, Site site) {
    this.store = store;
    journal = traffic.journal();
    watch = traffic.watch();
    clock = site.clock();
    Settings settings = site.settings();
    var callbacks = new Callbacks(store, site.open(HttpClient.newHttpClient()), site.time());
    keep = settings.span(Key.KEEP_EXCHANGES);
    every(settings.span(Key.IDLE), () -> beatWhenIdle(traffic.inbox()));
    every(Duration.ofSeconds(5), deciding.register()::refresh);
    every(Duration.ofSeconds(5), deciding.interventions()::weigh);
    every(Duration.ofSeconds(15), callbacks::tell);
    every(Duration.ofMinutes(5), () -> keep(entrance));
    every(Duration.ofHours(1), this::dropOld);
    every(Duration.ofHours(1), () -> Vault.forget(settings, store, clock));
  }

  private void every(Duration pause, Runnable chore) {
    chores.add(
        timer.scheduleWithFixedDelay(
            () -> {
              try {
                chore.run();
              } catch (RuntimeException e) {
                LOG.log(Logger.Level.WARNING, "a chore failed and is tried again later", e);
              }
            },
            pause.toMillis(),
            pause.toMillis(),
            TimeUnit.MILLISECONDS));
  }

  private static void keep(Entrance entrance) {
    try {
      entrance.reload();
      entrance.save();
    } catch (IOException e) {
      LOG.log(Logger.Level.WARNING, "recent signups could not be kept; tried again later", e);
    }
  }

  private void beatWhenIdle(Inbox inbox) {
    long now = inbox.taken();
    if (now == taken && beats.isDone()) {
      beats = inbox.beat();
    }
    taken = now;
  }

  /// Remembers where the journal stood on each day, and drops what is older than it should be.
  private void dropOld() {
    try {
      long today = clock.millis() / DAY;
      if (store.read(view -> view.progress(mark(today))).isEmpty()) {
        store.change("journal", change -> change.progress(mark(today), journal.end()));
      }
      OptionalLong old = store.read(view -> view.progress(mark(today - keep.toDays())));
      if (old.isPresent()) {
        journal.drop(Math.min(old.getAsLong(), watch.neededFrom()));
      }
      long since = Math.max(0, watch.progress().horizon()) - keep.toMillis();
      store.change("journal", change -> change.forgetWorkings(since));
    } catch (StoreFailed | JournalFailed e) {
      LOG.log(
          Logger.Level.WARNING, "old exchanges could not be dropped; tried again in an hour", e);
    }
  }

  private static String mark(long day) {
    return "journal-day-" + day;
  }

  @Override
  public void close() {
    chores.forEach(chore -> chore.cancel(false));
    timer.shutdownNow();
  }
}
