// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.live;

import io.stillwatch.ingest.Block;
import io.stillwatch.ingest.Format;
import io.stillwatch.ingest.Source;
import io.stillwatch.ingest.Sources;
import io.stillwatch.runtime.SealedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;

/// Follows a log file that grows, also when it is moved away and begun anew, and hands in what
/// comes. How far it has come is kept beside; after a restart some lines may come again, and their
/// ids are left out.
public final class Tail implements Feed {
  private static final Logger LOG = System.getLogger("io.stillwatch.server");
  private static final int CHUNK = 1 << 20;
  private static final int LINE_MOST = 16 << 20;
  private static final long PAUSE = 250;

  private final Path file;
  private final Optional<Format> format;
  private final Inbox inbox;
  private final Path mark;
  private final Retried worker;
  private final LongAdder rejected = new LongAdder();

  /// Which file, and how much of it was handed in.
  private record Place(String file, long offset) {}

  /// Follows from now on.
  ///
  /// @param format of its lines; empty to tell it from them
  /// @param folder where it is kept how far this has come
  public Tail(Path file, Optional<Format> format, Inbox inbox, Path folder) {
    this.file = file;
    this.format = format;
    this.inbox = inbox;
    String name = file.toAbsolutePath().toString().replaceAll("[^A-Za-z0-9.]+", "_");
    this.mark = folder.resolve("tail" + name + ".mark");
    worker = new Retried("exchanges from " + file, e -> e instanceof IOException, this::follow);
    worker.start();
  }

  private void follow() throws IOException, InterruptedException {
    Place place =
        Files.exists(mark)
            ? SealedFile.read(mark, in -> new Place(in.readUTF(), in.readLong()))
            : new Place("", 0);
    while (!worker.isStopped()) {
      if (Files.exists(file)) {
        place = follow(place);
      }
      worker.goesOn();
      Thread.sleep(PAUSE);
    }
  }

  /// Reads one file until another has its name and nothing more comes of this one.
  private Place follow(Place from) throws IOException, InterruptedException {
    String key = key();
    try (FileChannel in = FileChannel.open(file)) {
      boolean same = from.file().equals(key) && from.offset() <= in.size();
      Place place = same ? from : new Place(key, 0);
      while (!worker.isStopped()) {
        worker.goesOn();
        long read = take(in, place.offset());
        if (read > 0) {
          place = new Place(key, place.offset() + read);
          keep(place);
        } else if (in.size() < place.offset() || (Files.exists(file) && !key.equals(key()))) {
          return new Place("", 0);
        } else {
          Thread.sleep(PAUSE);
        }
      }
      return place;
    }
  }

  private String key() throws IOException {
    return String.valueOf(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
  }

  private void keep(Place place) throws IOException {
    SealedFile.write(
        mark,
        out -> {
          out.writeUTF(place.file());
          out.writeLong(place.offset());
        });
  }

  /// Hands in the whole lines that stand at an offset.
  ///
  /// @return how many bytes they take; 0 when there is no whole line yet
  private long take(FileChannel in, long offset) throws IOException, InterruptedException {
    int size = CHUNK;
    while (true) {
      var bytes = ByteBuffer.allocate(size);
      int length = Math.max(0, in.read(bytes, offset));
      int end = lastLine(bytes.array(), length);
      if (end > 0) {
        hand(Arrays.copyOf(bytes.array(), end));
        return end;
      }
      if (length < size) {
        return 0;
      }
      if (size >= LINE_MOST) {
        rejected.increment();
        return length;
      }
      size *= 2;
    }
  }

  private static int lastLine(byte[] bytes, int length) {
    int end = length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private void hand(byte[] lines) throws IOException, InterruptedException {
    try (Source source =
        Sources.stream(
            new ByteArrayInputStream(lines), file.toString(), format, LINE_MOST, Long.MAX_VALUE)) {
      for (Block block = source.next(); block != null; block = source.next()) {
        Batch batch = inbox.read(block).join();
        rejected.add(batch.rejected().size());
        insist(batch);
      }
    }
  }

  private void insist(Batch batch) throws InterruptedException {
    boolean told = false;
    while (!worker.isStopped()) {
      try {
        inbox.hand(batch.entries()).join();
        return;
      } catch (CompletionException e) {
        if (!told) {
          LOG.log(
              Logger.Level.WARNING, "what came from " + file + " waits to be kept", e.getCause());
        }
        told = true;
        Thread.sleep(PAUSE);
      }
    }
    throw new InterruptedException("stopped before all was handed in");
  }

  @Override
  public String name() {
    return "log " + file;
  }

  @Override
  public State state() {
    return worker.state();
  }

  @Override
  public long rejected() {
    return rejected.sum();
  }

  @Override
  public void close() {
    worker.close();
  }
}
