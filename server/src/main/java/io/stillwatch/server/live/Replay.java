// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.live;

import io.stillwatch.detect.Detection;
import io.stillwatch.model.Exhibit;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Wire;
import io.stillwatch.store.journal.Cursor;
import io.stillwatch.store.journal.Journal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// What detection took of a journal, once more: the exchanges of some accounts up to a judgement,
/// in the order of their time. Holds no more than what waits for its turn.
public final class Replay {
  private static final int STEP = 4_096;

  private final Wire<Message> wire = Detection.observations();
  private final Arrivals arrivals;
  private final Reorder reorder = new Reorder();
  private final Journal journal;
  private final long until;

  /// @param until event time of the judgement, which counts what happened up to then
  public Replay(History history, long until) {
    journal = history.journal();
    arrivals = new Arrivals(history.ids());
    this.until = until;
  }

  /// Takes exchanges.
  public interface Sink {
    void take(Exhibit exhibit) throws IOException;
  }

  /// Told how far it is.
  public interface Follower {
    void at(long records, long ofThem);
  }

  /// Reads from the oldest record that is still there.
  ///
  /// @param whose which accounts' exchanges
  /// @param stopped asked now and then; whether to give up
  /// @throws IOException when a record is of another form, the sink fails, or it was told to stop
  public void read(Predicate<String> whose, Sink sink, Follower follower, BooleanSupplier stopped)
      throws IOException {
    long start = journal.start();
    long end = journal.end();
    try (Cursor cursor = journal.read(start)) {
      while (arrivals.horizon() <= until && cursor.position() < end) {
        if (stopped.getAsBoolean()) {
          throw new IOException("the server is stopping");
        }
        follower.at(cursor.position() - start, end - start);
        step(cursor, whose, sink);
      }
    }
    hand(reorder.release(until), sink);
    follower.at(end - start, end - start);
  }

  private void step(Cursor cursor, Predicate<String> whose, Sink sink) throws IOException {
    for (byte[] record : cursor.next(STEP)) {
      take(Kept.of(record, wire), whose);
    }
    hand(reorder.release(Math.min(until, arrivals.horizon())), sink);
  }

  private void take(Kept kept, Predicate<String> whose) {
    Optional<Message> taken = arrivals.take(kept).filter(one -> !Detection.isSignup(one));
    taken
        .filter(one -> one.at() <= until && whose.test(Detection.account(one)))
        .ifPresent(reorder::add);
  }

  private static void hand(List<Message> messages, Sink sink) throws IOException {
    for (Message message : messages) {
      sink.take(Detection.exhibit(message));
    }
  }

  /// Event time of the first exchange that is still in a journal; empty when none is.
  ///
  /// @throws IOException when a record is of another form
  public static OptionalLong first(History history) throws IOException {
    Wire<Message> wire = Detection.observations();
    var arrivals = new Arrivals(history.ids());
    long first = Long.MAX_VALUE;
    Journal journal = history.journal();
    try (Cursor cursor = journal.read(journal.start())) {
      Optional<byte[]> next = cursor.next();
      while (next.isPresent() && arrivals.horizon() < first) { // what comes then is later
        Optional<Message> taken = arrivals.take(Kept.of(next.get(), wire));
        if (taken.isPresent() && !Detection.isSignup(taken.get())) {
          first = Math.min(first, taken.get().at());
        }
        next = cursor.next();
      }
    }
    return first == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(first);
  }
}
