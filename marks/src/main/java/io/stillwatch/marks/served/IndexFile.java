// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.served;

import com.google.common.hash.BloomFilter;
import com.google.common.hash.Funnels;
import io.stillwatch.marks.served.ServedIndex.Header;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.BiFunction;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/// An index on the disk: a line that names the format, the fingerprint, four numbers, Guava's form
/// of the filter, and CRC-32C over all of it.
final class IndexFile {
  private static final String FORMAT = "stillwatch-served 1";

  private IndexFile() {}

  static void write(Path file, String fingerprint, Header header, BloomFilter<Long> filter)
      throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".part");
    var crc = new CRC32C();
    try (var out =
        new DataOutputStream(
            new CheckedOutputStream(
                new BufferedOutputStream(Files.newOutputStream(beside), 1 << 16), crc))) {
      out.writeUTF(FORMAT);
      out.writeUTF(fingerprint);
      out.writeInt(header.window());
      out.writeLong(header.room());
      out.writeLong(header.contexts());
      out.writeLong(header.leftOut());
      filter.writeTo(out);
      out.writeLong(crc.getValue());
    }
    try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static ServedIndex read(
      Path file, String fingerprint, BiFunction<Header, BloomFilter<Long>, ServedIndex> maker)
      throws IOException {
    var crc = new CRC32C();
    try (var in =
        new DataInputStream(
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(file), 1 << 16), crc))) {
      if (!in.readUTF().equals(FORMAT)) {
        throw new IOException(file + " is no index of served contexts");
      }
      if (!in.readUTF().equals(fingerprint)) {
        throw new IOException(
            file
                + " was made under another key, profile or window; name the ones it was made under");
      }
      var header = new Header(in.readInt(), in.readLong(), in.readLong(), in.readLong());
      if (header.room() > Files.size(file)) {
        throw new EOFException("ten bits a context");
      }
      BloomFilter<Long> filter = BloomFilter.readFrom(in, Funnels.longFunnel());
      long sum = crc.getValue();
      if (in.readLong() != sum) {
        throw new IOException(file + " is damaged; take a copy, or build it anew");
      }
      return maker.apply(header, filter);
    } catch (EOFException | IllegalArgumentException e) {
      throw new IOException(file + " is cut short or damaged; take a copy, or build it anew", e);
    }
  }
}
