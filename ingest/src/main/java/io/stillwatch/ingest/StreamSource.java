// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One stream, as the body of a request. Closing it leaves the stream open.
final class StreamSource implements Source {
  private final Path name;
  private final SourceConfig config;
  private final int blockBytes;
  private final JsonLines json;
  private final long unpackedMost;
  private final Counted stream;
  private Optional<Format> format;
  private @Nullable Slicer slicer;
  private Optional<Warning> damage = Optional.empty();
  private boolean ended;
  private int ordinal;

  /// @param unpackedMost unpacked bytes; where there are more, the stream counts as damaged
  StreamSource(InputStream in, SourceConfig config, int blockBytes, long unpackedMost) {
    this.unpackedMost = unpackedMost;
    this.name = config.paths().getFirst();
    this.config = config;
    this.blockBytes = blockBytes;
    this.json = new JsonLines(config);
    this.format = config.format();
    this.stream = new Counted(in);
  }

  @Override
  public @Nullable Block next() throws IOException {
    Slice slice = ended ? null : slice();
    if (slice == null) {
      ended = true;
      return null;
    }
    if (format.isEmpty()) {
      format = json.detect(slice);
    }
    return new Block(ordinal++, name, format.orElse(Format.STILLWATCH), slice, json);
  }

  private @Nullable Slice slice() throws IOException {
    try {
      Slicer cutter = slicer;
      if (cutter == null) {
        InputStream unpacked = new Bounded(Unpacked.open(stream, name.toString()), unpackedMost);
        cutter = new Slicer(unpacked, blockBytes, config.maxLineBytes());
        slicer = cutter;
      }
      Slice slice = cutter.next();
      if (slice == null && cutter.damage().isPresent()) {
        damage = Optional.of(new Warning(name, cutter.offset(), cutter.damage().get().reason()));
      }
      return slice;
    } catch (CorruptStream e) {
      damage = Optional.of(new Warning(name, 0, e.reason()));
      return null;
    }
  }

  @Override
  public List<Warning> warnings() {
    return damage.stream().toList();
  }

  @Override
  public long bytesRead() {
    return stream.bytes;
  }

  /// Unknown before the end.
  @Override
  public long bytesTotal() {
    return stream.bytes;
  }

  @Override
  public void close() {
    ended = true;
  }

  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      bytes += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int n = in.read(into, from, length);
      bytes += Math.max(0, n);
      return n;
    }
  }

  /// However much a little unpacks to, no more is read of it.
  private static final class Bounded extends FilterInputStream {
    private final long most;
    private long bytes;

    Bounded(InputStream in, long most) {
      super(in);
      this.most = most;
    }

    @Override
    public int read() throws IOException {
      return count(in.read(), 1);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int n = in.read(into, from, length);
      return count(n, n);
    }

    private int count(int read, int n) throws IOException {
      bytes += Math.max(0, n);
      if (bytes > most) {
        throw new CorruptStream(Sources.UNPACKS_TO_TOO_MUCH);
      }
      return read;
    }
  }
}
