// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond.budget;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.stillwatch.model.crypto.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/// Balances in a folder that several processes of one machine share: one small file for each
/// account, locked while it changes. For thousands of accounts, not for millions; on a network file
/// system only where locks work.
public final class FileStore implements Store {
  /// Locks of files belong to the process, so its threads need locks of their own; shared by all
  /// stores of the process, for two may share a folder.
  private static final Object[] LOCKS = new Object[64];

  static {
    Arrays.setAll(LOCKS, i -> new Object());
  }

  private final Path folder;

  /// @param folder made when it is first needed
  public FileStore(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public <T> T update(String account, Function<Optional<String>, Kept<T>> step) {
    String name = name(account);
    Path file = folder.resolve(name.substring(0, 2)).resolve(name);
    synchronized (LOCKS[Math.floorMod(file.hashCode(), LOCKS.length)]) {
      try {
        Files.createDirectories(file.getParent());
        try (FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
            FileLock lock = channel.lock()) {
          Kept<T> kept = step.apply(lock.isValid() ? read(channel) : Optional.empty());
          write(channel, kept.text());
          return kept.answer();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Optional<String> read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // a file may come in pieces
    }
    String text = UTF_8.decode(bytes.flip()).toString();
    int end = text.indexOf('\n');
    return end < 0 ? Optional.empty() : Optional.of(text.substring(0, end + 1));
  }

  /// In one write, and longer before shorter: a process that dies leaves the line before or after.
  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    int length = bytes.remaining();
    while (bytes.hasRemaining()) {
      channel.write(bytes, bytes.position());
    }
    channel.truncate(length);
  }

  /// No account id reaches a file name, for it may hold anything.
  private static String name(String account) {
    return Sha256.hex(account);
  }
}
