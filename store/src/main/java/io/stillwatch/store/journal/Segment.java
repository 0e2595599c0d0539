// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.journal;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// One file of a journal, named after the position of its first record. Big-endian:
///
/// ```
/// "SWJOURNL" 8 | form 4 | position of the first record 8 | CRC-32C of the 20 bytes before 4 | frames
/// ```
///
/// @param file where it is
/// @param first position of its first record
record Segment(Path file, long first) {
  static final int HEAD = 24;

  private static final long MAGIC = 0x53574A4F55524E4CL; // SWJOURNL
  private static final int FORM = 1;
  private static final int SUM_AT = 20;
  private static final Pattern NAME = Pattern.compile("(\\d{20})\\.journal");

  /// All segments of a folder, by their first position.
  static NavigableMap<Long, Segment> in(Path folder) throws IOException {
    NavigableMap<Long, Segment> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        var name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) {
          long first = Long.parseLong(name.group(1));
          all.put(first, new Segment(file, first));
        }
      }
    }
    return all;
  }

  static Segment named(Path folder, long first) {
    return new Segment(folder.resolve(String.format(Locale.ROOT, "%020d.journal", first)), first);
  }

  /// Makes the file, on disk when this returns; leaves none behind when that fails.
  ///
  /// @return for writing
  static FileChannel create(Path folder, long first) throws IOException {
    Segment made = named(folder, first);
    FileChannel channel = FileChannel.open(made.file, CREATE, TRUNCATE_EXISTING, WRITE);
    try {
      made.writeHead(channel);
      sync(folder);
      return channel;
    } catch (IOException e) {
      channel.close();
      Files.deleteIfExists(made.file);
      throw e;
    }
  }

  void writeHead(FileChannel channel) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD).putLong(MAGIC).putInt(FORM).putLong(first);
    head.putInt(sum(head)).flip();
    write(channel, head, 0);
    channel.force(true);
  }

  /// @param head the first bytes of the file
  /// @throws DamagedJournal when they are not the head of this segment in a form that is known
  void checkHead(ByteBuffer head) {
    if (head.limit() < HEAD || head.getLong(0) != MAGIC || head.getInt(SUM_AT) != sum(head)) {
      throw new DamagedJournal(file, 0, "it does not begin as a segment does");
    }
    if (head.getInt(8) != FORM) {
      throw new DamagedJournal(
          file, 8, "it is of form %d, and this program reads form 1".formatted(head.getInt(8)));
    }
    if (head.getLong(12) != first) {
      throw new DamagedJournal(file, 12, "it was renamed: its first record is not " + first);
    }
  }

  FileChannel read() throws IOException {
    return FileChannel.open(file, READ);
  }

  static void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
    long to = at;
    while (bytes.hasRemaining()) {
      to += channel.write(bytes, to);
    }
  }

  /// Puts the names in a folder on disk.
  static void sync(Path folder) throws IOException {
    try (FileChannel names = FileChannel.open(folder, READ)) {
      names.force(true);
    }
  }

  private static int sum(ByteBuffer head) {
    var sum = new CRC32C();
    sum.update(head.duplicate().position(0).limit(SUM_AT));
    return (int) sum.getValue();
  }
}
