// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.mark;

import io.stillwatch.marks.Mark;
import io.stillwatch.marks.keys.KeyScope;
import io.stillwatch.marks.scan.Tokenizer;
import io.stillwatch.model.Text;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// Notes which contexts were served under which key: what the proxy's replies said, as tokens, into
/// the index of their key. The tokens are those that the engine told; where it told none, the text
/// goes through a tokenizer. On a thread of its own, behind a queue of bounded length; what finds
/// no room there is counted and not noted. No words are kept. Indexes are on the disk every ten
/// minutes and when it is closed: a killed process loses what came since.
public final class ServedFeed implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.stillwatch.server");
  private static final int WAITING_MOST = 10_000;

  /// An id as Java keeps it, in characters.
  private static final int CHARACTERS_AN_ID = 10;

  /// 64 MiB, as Java keeps them.
  private static final long CHARACTERS_MOST = 32L << 20;

  private static final Duration SAVE = Duration.ofMinutes(10);
  private static final Duration CLOSE = Duration.ofSeconds(30);

  private final ServedFolder folder;
  private final Tokenizer tokenizer;
  private final InstantSource clock;
  private final BlockingQueue<Said> waiting = new ArrayBlockingQueue<>(WAITING_MOST);
  private final AtomicLong characters = new AtomicLong();
  private final LongAdder noted = new LongAdder();
  private final LongAdder told = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final Thread worker;
  private volatile boolean closed;
  private long saved;

  private record Said(KeyScope scope, Mark mark, Text reply, List<Integer> tokens) {
    long size() {
      return reply.length() + (long) CHARACTERS_AN_ID * tokens.size();
    }
  }

  /// @param tokenizer of the marked model, for replies whose ids the engine does not tell
  public ServedFeed(ServedFolder folder, Tokenizer tokenizer, InstantSource clock) {
    this.folder = folder;
    this.tokenizer = tokenizer;
    this.clock = clock;
    saved = clock.millis();
    worker = Thread.ofPlatform().name("served").daemon().start(this::work);
  }

  /// Takes a reply that was drawn under a mark, at once and from any thread.
  ///
  /// @param tokens ids of it; empty when the engine told none
  public void offer(KeyScope scope, Mark mark, Text reply, List<Integer> tokens) {
    var said = new Said(scope, mark, reply, tokens);
    if (said.size() == 0) {
      return;
    }
    if (characters.addAndGet(said.size()) > CHARACTERS_MOST || !waiting.offer(said)) {
      characters.addAndGet(-said.size());
      lost.increment();
    }
  }

  private void work() {
    try {
      while (!closed || !waiting.isEmpty()) {
        Said said = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (said != null) {
          characters.addAndGet(-said.size());
          note(said);
        }
        if (clock.millis() - saved >= SAVE.toMillis()) {
          folder.save();
          saved = clock.millis();
        }
      }
    } catch (InterruptedException e) {
      lost.add(waiting.size());
    }
  }

  private void note(Said said) {
    try {
      folder.of(said.scope(), said.mark()).add(ids(said));
      noted.increment();
      told.add(said.tokens().isEmpty() ? 0 : 1);
    } catch (IOException | RuntimeException e) { // native code throws what it likes
      lost.increment();
      LOG.log(Logger.Level.WARNING, "a reply is not noted as served: {0}", e.getClass().getName());
    }
  }

  private int[] ids(Said said) {
    return said.tokens().isEmpty()
        ? tokenizer.encode(said.reply().open())
        : said.tokens().stream().mapToInt(Integer::intValue).toArray();
  }

  /// Those of the noted whose ids the engine told.
  public long told() {
    return told.sum();
  }

  /// Replies whose contexts were noted, since the start.
  public long noted() {
    return noted.sum();
  }

  /// Replies that found no room, or failed, since the start.
  public long lost() {
    return lost.sum();
  }

  /// Notes what waits, for a while, and saves.
  @Override
  public void close() throws IOException {
    closed = true;
    try {
      if (!worker.join(CLOSE)) {
        worker.interrupt();
        worker.join();
      }
    } catch (InterruptedException e) {
      worker.interrupt();
      Thread.currentThread().interrupt();
    }
    folder.close();
  }
}
