// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.served;

import com.google.common.hash.BloomFilter;
import com.google.common.hash.Funnels;
import io.stillwatch.marks.Mark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// Which contexts were served under one key: the `window` tokens before a next one, for every
/// position of every reply. A Bloom filter over hashes that are keyed by the mark's own key, so
/// that a file tells nothing of any text to whoever has not that key. Memory is fixed when it is
/// made; what comes when it is full is counted and left out.
///
/// **What it may be used for.** A suspect's text that was not made from this index may be scored at
/// those of its contexts that stand here. Take the tokens in the order in which they were served:
/// whether a context stands here is settled when it is first reached, by what was reached before,
/// and before any score at it has been looked at. So each factor of an e-value that counts every
/// distinct pair once still has a mean of 1, and so has the product. Of the *number* of pairs that
/// is not true, so that no p-value may be computed from it; nor may pairs of context and token be
/// chosen by what was served. For any number of threads.
public final class ServedIndex {
  /// The chance that a context stands here which was never served; it costs some power, and nothing
  /// else.
  public static final double FALSE_POSITIVES = 0.01;

  /// 50 million contexts: 60 MB.
  public static final long STANDARD_ROOM = 50_000_000;

  /// Ten thousand million: 12 GB.
  public static final long MOST_ROOM = 10_000_000_000L;

  private final ContextHash hash;
  private final long room;
  private final BloomFilter<Long> filter;
  private final AtomicLong contexts;
  private final AtomicLong leftOut;

  ServedIndex(ContextHash hash, BloomFilter<Long> filter, Header header) {
    this.hash = hash;
    this.filter = filter;
    room = header.room();
    contexts = new AtomicLong(header.contexts());
    leftOut = new AtomicLong(header.leftOut());
  }

  /// An empty one.
  ///
  /// @param room distinct contexts to remember, each takes about ten bits
  public static ServedIndex of(Mark mark, long room) {
    if (room < 1 || room > MOST_ROOM) {
      throw new IllegalArgumentException(
          "an index has room for 1 to %,d contexts, not %,d".formatted(MOST_ROOM, room));
    }
    return new ServedIndex(
        new ContextHash(mark),
        BloomFilter.create(Funnels.longFunnel(), room, FALSE_POSITIVES),
        new Header(0, room, 0, 0));
  }

  /// Notes all contexts of a reply; those of its prompt are nobody's answer.
  ///
  /// @param reply token ids, of the marked model's tokenizer
  public void add(int[] reply) {
    for (int end = hash.window(); end <= reply.length; end++) {
      add(hash.of(reply, end));
    }
  }

  private void add(long context) {
    if (contexts.get() >= room) {
      leftOut.addAndGet(filter.mightContain(context) ? 0 : 1);
    } else if (filter.put(context)) {
      contexts.incrementAndGet();
    }
  }

  /// Whether the context that ends before this position was served. False of one that is shorter
  /// than the window.
  public boolean holds(int[] ids, int end) {
    return end >= hash.window() && filter.mightContain(hash.of(ids, end));
  }

  /// Adds what another gateway served under the same key.
  ///
  /// @throws IllegalArgumentException if it is of another key or of another room
  public void merge(ServedIndex other) {
    if (!hash.fingerprint().equals(other.hash.fingerprint())
        || !filter.isCompatible(other.filter)) {
      throw new IllegalArgumentException(
          "indexes are merged that were made under one key, with one room");
    }
    filter.putAll(other.filter);
    contexts.set(Math.min(room, filter.approximateElementCount()));
    leftOut.addAndGet(other.leftOut.get());
  }

  /// About how many distinct contexts stand here.
  public long contexts() {
    return contexts.get();
  }

  /// Positions whose context found no room.
  public long leftOut() {
    return leftOut.get();
  }

  /// The chance, now, that a context stands here which was never served.
  public double falsePositives() {
    return filter.expectedFpp();
  }

  /// Writes it in place of what was there: a process that dies leaves the one or the other.
  public void write(Path file) throws IOException {
    IndexFile.write(file, hash.fingerprint(), header(), filter);
  }

  /// Reads what [#write] wrote.
  ///
  /// @throws IOException if it is damaged, or was made under another key, profile or window
  public static ServedIndex read(Path file, Mark mark) throws IOException {
    var hash = new ContextHash(mark);
    return IndexFile.read(
        file, hash.fingerprint(), (header, filter) -> new ServedIndex(hash, filter, header));
  }

  private Header header() {
    return new Header(hash.window(), room, contexts.get(), leftOut.get());
  }

  /// What stands before the filter.
  record Header(int window, long room, long contexts, long leftOut) {}
}
