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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// Notes which contexts were served under which key: what the proxy's replies said, as tokens, into
/// the index of their key. On a thread of its own, behind a queue of bounded length; what finds no
/// room there is counted and not noted. No words are kept. Indexes are on the disk every ten
/// minutes and when it is closed: a killed process loses what came since.
public final class ServedFeed implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.stillwatch.server");
  private static final int WAITING_MOST = 10_000;

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
  private final LongAdder lost = new LongAdder();
  private final Thread worker;
  private volatile boolean closed;
  private long saved;

  private record Said(KeyScope scope, Mark mark, Text reply) {}

  /// @param tokenizer of the marked model
  public ServedFeed(ServedFolder folder, Tokenizer tokenizer, InstantSource clock) {
    this.folder = folder;
    this.tokenizer = tokenizer;
    this.clock = clock;
    saved = clock.millis();
    worker = Thread.ofPlatform().name("served").daemon().start(this::work);
  }

  /// Takes a reply that was drawn under a mark, at once and from any thread.
  public void offer(KeyScope scope, Mark mark, Text reply) {
    if (reply.isEmpty()) {
      return;
    }
    if (characters.addAndGet(reply.length()) > CHARACTERS_MOST
        || !waiting.offer(new Said(scope, mark, reply))) {
      characters.addAndGet(-reply.length());
      lost.increment();
    }
  }

  private void work() {
    try {
      while (!closed || !waiting.isEmpty()) {
        Said said = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (said != null) {
          characters.addAndGet(-said.reply().length());
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
      folder.of(said.scope(), said.mark()).add(tokenizer.encode(said.reply().open()));
      noted.increment();
    } catch (IOException | RuntimeException e) { // native code throws what it likes
      lost.increment();
      LOG.log(Logger.Level.WARNING, "a reply is not noted as served: {0}", e.getClass().getName());
    }
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
