// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.runtime;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/// A file that is whole or not there: written beside and moved into place, with the CRC-32 of all
/// that is in it as its last eight bytes.
public final class SealedFile {
  private static final int BUFFER = 1 << 18;

  private SealedFile() {}

  /// Writes what goes into the file.
  public interface Writer {
    void write(DataOutput out) throws IOException;
  }

  /// Reads what is in the file.
  public interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  /// A disk or a copy has changed the file.
  public static final class NotWhole extends IOException {
    private static final long serialVersionUID = 1;

    NotWhole(Path file) {
      super(file + " is not whole");
    }
  }

  /// Replaces the file, and returns when it is on the disk; a process that is stopped meanwhile
  /// leaves it as it was. Missing folders are made.
  public static void write(Path file, Writer content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, "." + file.getFileName() + "-", ".new");
    try {
      writeTo(fresh, content);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void writeTo(Path fresh, Writer content) throws IOException {
    try (var file = new FileOutputStream(fresh.toFile())) {
      var summed = new CheckedOutputStream(new BufferedOutputStream(file, BUFFER), new CRC32());
      var out = new DataOutputStream(summed);
      content.write(out);
      out.writeLong(summed.getChecksum().getValue());
      out.flush();
      file.getFD().sync();
    }
  }

  /// Reads the file; nothing is taken from one that is not whole.
  ///
  /// @throws NotWhole when something has changed it
  public static <T> T read(Path file, Reader<T> content) throws IOException {
    checkWhole(file);
    try (var in = new DataInputStream(open(file))) {
      return content.read(in);
    }
  }

  private static void checkWhole(Path file) throws IOException {
    long left = Files.size(file) - Long.BYTES;
    var sum = new CRC32();
    try (var in = new DataInputStream(open(file))) {
      var buffer = new byte[BUFFER];
      while (left > 0) {
        int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (n < 0) {
          break;
        }
        sum.update(buffer, 0, n);
        left -= n;
      }
      if (left != 0 || in.readLong() != sum.getValue()) {
        throw new NotWhole(file);
      }
    }
  }

  private static InputStream open(Path file) throws IOException {
    return new BufferedInputStream(Files.newInputStream(file), BUFFER);
  }
}
