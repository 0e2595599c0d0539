// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii.client;

import static io.stillwatch.model.Require.that;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.share.taxii.StixObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// Adds what is new in a collection to a file, one object a line. A [Mark] beside the file says how
/// far it has come, so that a pull that was interrupted, even by `kill -9`, goes on with nothing
/// missing and nothing twice.
public final class Pull {
  /// What servers answer to a `next` that they no longer know.
  private static final Set<Integer> STALE = Set.of(400, 404, 410, 422);

  private final Poll poll;
  private final Path file;

  public Pull(Poll poll, Path file) {
    this.poll = poll;
    this.file = file;
  }

  /// Reads until the present end.
  ///
  /// @return how many objects were added to the file
  /// @throws IOException when the file cannot be written
  /// @throws IllegalArgumentException when the file is not one of this collection
  /// @throws TaxiiFailed when the server fails; what came before is kept
  public long run() throws IOException {
    try (var out =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      lock(out);
      Mark mark = mark(out);
      try {
        return new Run(out, mark).from(mark.now());
      } catch (TaxiiFailed e) {
        if (mark.now().equals(mark.whole()) || !STALE.contains(e.status())) {
          throw e;
        }
        return new Run(out, mark).from(mark.whole()); // what it gave as next, it no longer takes
      }
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e.getCause());
    }
  }

  private void lock(FileChannel out) throws IOException {
    try {
      that(out.tryLock() != null, file + " is being pulled into by another process");
    } catch (OverlappingFileLockException e) {
      throw new IllegalArgumentException(file + " is being pulled into already", e);
    }
  }

  private Mark mark(FileChannel out) throws IOException {
    String collection = poll.collection().toString();
    Mark mark =
        Mark.of(file).orElseGet(() -> new Mark(collection, Mark.Point.START, Mark.Point.START));
    that(
        mark.collection().equals(collection),
        "%s holds objects of %s; name another file".formatted(file, mark.collection()));
    that(
        mark.now().bytes() <= out.size(),
        file + " is shorter than its mark says; take both away to read everything again");
    that(
        Mark.of(file).isPresent() || out.size() == 0,
        file + " is there and has no mark; name another file");
    return mark;
  }

  /// One reading into the open file.
  private final class Run {
    private final FileChannel out;
    private final Mark mark;
    private Mark.Point at;
    private long count;

    Run(FileChannel out, Mark mark) {
      this.out = out;
      this.mark = mark;
      this.at = mark.now();
    }

    long from(Mark.Point start) throws IOException {
      out.truncate(start.bytes());
      out.position(start.bytes());
      at = start;
      Position end = poll.from(start.position(), this::keep);
      Mark.Point point = new Mark.Point(end, at.bytes());
      new Mark(mark.collection(), point, point).write(file);
      return count;
    }

    private void keep(Page page) {
      try {
        for (StixObject object : page.objects()) {
          write(line(object.text()));
        }
        out.force(true);
        at = new Mark.Point(page.behind(), out.position());
        if (page.more()) {
          new Mark(mark.collection(), mark.whole(), at).write(file);
        }
        count += page.objects().size();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void write(String line) throws IOException {
      ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    }

    /// In JSON the ends of lines stand between tokens only, never inside a text.
    private static String line(String json) {
      return json.replace('\r', ' ').replace('\n', ' ') + "\n";
    }
  }
}
