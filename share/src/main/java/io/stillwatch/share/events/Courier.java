// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import io.stillwatch.share.door.Keep;
import io.stillwatch.share.events.Stream.Delivery;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/// Brings what is in the outbox to one peer (RFC 8935): several at a time, those of one subject one
/// after another. What the peer does not acknowledge is brought again, after twice as long each
/// time.
final class Courier implements Runnable {
  private static final Logger LOG = System.getLogger("io.stillwatch.share.events");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int BATCH = 512;
  private static final int AT_ONCE = 32;

  /// What became of one.
  private enum Brought {
    DONE,
    REFUSED,
    AGAIN
  }

  private final String peer;
  private final Supplier<Optional<Stream>> stream;
  private final Outbox outbox;
  private final HttpClient client;
  private final Duration first;
  private final Semaphore hands = new Semaphore(AT_ONCE);
  private int failures;

  /// @param stream as it is now; empty ends the courier
  /// @param first how long it waits after the first failure
  Courier(
      String peer,
      Supplier<Optional<Stream>> stream,
      Outbox outbox,
      HttpClient client,
      Duration first) {
    this.peer = peer;
    this.stream = stream;
    this.outbox = outbox;
    this.client = client;
    this.first = first;
  }

  @Override
  public void run() {
    try {
      for (Optional<Stream> now = stream.get(); now.isPresent(); now = stream.get()) {
        round(now.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // asked to end
    }
  }

  private void round(Stream now) throws InterruptedException {
    long known = outbox.additions();
    try {
      List<Parcel> parcels =
          now.status() == Stream.Status.ENABLED ? outbox.next(peer, BATCH) : List.of();
      if (parcels.isEmpty() || !(now.delivery() instanceof Delivery.Push push)) {
        outbox.await(known, IDLE);
      } else if (bring(parcels, push)) {
        failures = 0;
      } else {
        Thread.sleep(pause());
      }
    } catch (Keep.Failed e) {
      LOG.log(Level.WARNING, "the outbox for " + peer + " does not answer");
      Thread.sleep(pause());
    }
  }

  /// Doubles, and takes between half and all of it, so that peers do not come back all at once.
  private Duration pause() {
    long longest = Math.min(LONGEST.toMillis(), first.toMillis() << Math.min(failures++, 20));
    return Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
  }

  /// @return whether all were taken
  private boolean bring(List<Parcel> parcels, Delivery.Push push) throws InterruptedException {
    var gone = new ConcurrentLinkedQueue<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (List<Parcel> chain : chains(parcels)) {
        threads.execute(() -> bring(chain, push, gone));
      }
    }
    outbox.remove(peer, gone);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return gone.size() == parcels.size();
  }

  private static Iterable<List<Parcel>> chains(List<Parcel> parcels) {
    Map<String, List<Parcel>> bySubject = new LinkedHashMap<>();
    for (Parcel parcel : parcels) {
      bySubject.computeIfAbsent(parcel.subject(), s -> new ArrayList<>()).add(parcel);
    }
    return bySubject.values();
  }

  private void bring(List<Parcel> chain, Delivery.Push push, ConcurrentLinkedQueue<String> gone) {
    hands.acquireUninterruptibly();
    try {
      for (Parcel parcel : chain) {
        if (bring(parcel, push) == Brought.AGAIN) {
          return;
        }
        gone.add(parcel.id());
      }
    } finally {
      hands.release();
    }
  }

  private Brought bring(Parcel parcel, Delivery.Push push) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(push.endpoint())
            .timeout(PATIENCE)
            .header("Content-Type", "application/secevent+jwt")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(parcel.token()));
    push.authorization().ifPresent(header -> request.header("Authorization", header));
    try {
      return judged(client.send(request.build(), BodyHandlers.discarding()));
    } catch (IOException e) {
      LOG.log(Level.DEBUG, () -> peer + " does not answer: " + e.getClass().getSimpleName());
      return Brought.AGAIN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Brought.AGAIN;
    }
  }

  private Brought judged(HttpResponse<Void> response) {
    int status = response.statusCode();
    if (status / 100 == 2) {
      return Brought.DONE;
    }
    LOG.log(Level.WARNING, peer + " answered an event with " + status);
    return status == 400 || status == 413 || status == 415 ? Brought.REFUSED : Brought.AGAIN;
  }
}
