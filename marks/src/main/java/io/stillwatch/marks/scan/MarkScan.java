// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.marks.Passage;
import io.stillwatch.marks.Scorer;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Reads files and scores them with all cores: one thread reads, the others tokenize and score. A
/// `.jsonl` file holds a text a row, and so does a `.parquet` file; any other is plain text and
/// read in pieces. All but Parquet may be packed with gzip. What cannot be read is counted by its
/// reason and set aside. Memory is bounded by the scorer's room and a few rows a core.
public final class MarkScan {
  /// Plain text is read in pieces of this many UTF-16 units, which end at a line's end.
  private static final int PIECE = 1 << 20;

  private static final int BATCH = 1 << 16;

  private final Consumer<Passage> sink;
  private final Rows rows;
  private final Columns columns;
  private final Map<String, Long> setAside = new TreeMap<>();
  private final AtomicReference<@Nullable RuntimeException> failed = new AtomicReference<>();
  private LongConsumer heard = bytes -> {};
  private long read;
  private long passages;
  private long tokens;

  /// @param tokenizer for text; token ids need none
  /// @param column of Parquet files; empty for the usual names
  public MarkScan(Scorer scorer, Optional<Tokenizer> tokenizer, Optional<String> column) {
    this(scorer::add, tokenizer, column);
  }

  /// @param sink takes every passage, on any thread
  public MarkScan(Consumer<Passage> sink, Optional<Tokenizer> tokenizer, Optional<String> column) {
    this.sink = sink;
    rows = new Rows(tokenizer);
    columns = new Columns(column);
  }

  /// Tells from now on how many bytes of the files have been read.
  public MarkScan hearing(LongConsumer bytes) {
    heard = bytes;
    return this;
  }

  /// Scores files, in any order.
  ///
  /// @throws IOException if one cannot be read; then what was scored is not the whole
  public void read(List<Path> files) throws IOException {
    int cores = Runtime.getRuntime().availableProcessors();
    var room = new Semaphore(4 * cores);
    try (ExecutorService workers = Executors.newFixedThreadPool(cores)) {
      for (Path file : files) {
        read(file, new Batches(workers, room));
      }
      room.acquireUninterruptibly(4 * cores);
      workers.shutdown();
      workers.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while scoring", e);
    }
    RuntimeException fault = failed.get();
    if (fault != null) {
      throw fault;
    }
  }

  /// Passages that were scored.
  public synchronized long passages() {
    return passages;
  }

  /// Tokens in them.
  public synchronized long tokens() {
    return tokens;
  }

  /// How many rows were set aside, by the rule they break.
  public synchronized Map<String, Long> setAside() {
    return new TreeMap<>(setAside);
  }

  private void read(Path file, Batches batches) throws IOException {
    if (file.getFileName().toString().endsWith(".parquet")) {
      columns.read(file, batches);
      batches.flush();
      tell(Files.size(file));
      return;
    }
    boolean json = file.getFileName().toString().replaceFirst("\\.gz$", "").endsWith(".jsonl");
    try (var counted = new Counted(Files.newInputStream(file));
        Reader in = open(counted, file)) {
      var lines = new Lines(in, json ? Lines.LONGEST : PIECE);
      var piece = new StringBuilder();
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        switch (line.get()) {
          case Lines.TooLong _ -> setAside("a line longer than is read");
          case Lines.Whole(String text) when json ->
              batches.add(() -> rows.read(text), text.isBlank() ? 0 : text.length());
          case Lines.Whole(String text) -> {
            piece.append(text).append('\n');
            if (piece.length() >= PIECE) {
              batches.text(piece.toString());
              piece.setLength(0);
            }
          }
        }
      }
      if (!piece.isEmpty()) {
        batches.text(piece.toString());
      }
    }
    batches.flush();
  }

  private void tell(long more) {
    read += more;
    heard.accept(read);
  }

  /// Tells of what is taken from the disk.
  private final class Counted extends FilterInputStream {
    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int count = super.read(into, from, length);
      tell(Math.max(0, count));
      return count;
    }
  }

  static Reader open(Path file) throws IOException {
    return open(Files.newInputStream(file), file);
  }

  private static Reader open(InputStream bytes, Path file) throws IOException {
    InputStream in = new BufferedInputStream(bytes, 1 << 16);
    InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
    return new BufferedReader(new InputStreamReader(plain, UTF_8), 1 << 16);
  }

  private void score(List<Unread> batch) {
    for (Unread unread : batch) {
      try {
        Passage passage = unread.passage();
        sink.accept(passage);
        scored(passage);
      } catch (Rows.BadRow e) {
        setAside(e.rule());
      }
    }
  }

  private synchronized void scored(Passage passage) {
    passages++;
    tokens += passage.length();
  }

  private synchronized void setAside(String rule) {
    setAside.merge(rule, 1L, Long::sum);
  }

  /// A row before it is parsed and tokenized.
  private interface Unread {
    Passage passage() throws Rows.BadRow;
  }

  /// Rows on their way to a worker.
  private final class Batches implements Columns.Sink {
    private final ExecutorService workers;
    private final Semaphore room;
    private List<Unread> batch = new ArrayList<>();
    private int size;

    Batches(ExecutorService workers, Semaphore room) {
      this.workers = workers;
      this.room = room;
    }

    /// @param length of the row, about; nothing is in one of 0
    void add(Unread row, int length) {
      if (length > 0) {
        batch.add(row);
        size += length;
      }
      if (size >= BATCH) {
        flush();
      }
    }

    @Override
    public void text(String text) {
      add(() -> rows.text(text), text.isBlank() ? 0 : text.length());
    }

    @Override
    public void ids(Optional<int[]> prompt, int[] reply) {
      add(
          () -> prompt.map(p -> Passage.after(p, reply)).orElseGet(() -> Passage.of(reply)),
          reply.length);
    }

    @Override
    public void setAside(String rule) {
      MarkScan.this.setAside(rule);
    }

    void flush() {
      List<Unread> full = batch;
      batch = new ArrayList<>();
      size = 0;
      room.acquireUninterruptibly();
      workers.execute(
          () -> {
            try {
              score(full);
            } catch (RuntimeException e) {
              failed.compareAndSet(null, e);
            } finally {
              room.release();
            }
          });
    }
  }
}
