// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import io.stillwatch.model.pipeline.Message;
import io.stillwatch.runtime.Engine;
import io.stillwatch.stats.Seen;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/// What a scan knew when its input ended, so that the next one can go on with the next day's logs:
/// hashes and counts, no text. Written beside and moved into place, so a scan that is stopped
/// leaves the state before as it was.
record SavedState(Path folder, StateKey key) {
  private static final String FILE = "state.bin";
  private static final String FORM = "stillwatch-state/2";
  private static final int BUFFER = 1 << 18;

  private Path file() {
    return folder.resolve(FILE);
  }

  /// Fills the engine and the ids seen with what the last scan left.
  ///
  /// @return event time at which the last scan ended; `Long.MIN_VALUE` when there was none
  /// @throws Failure when the state is of other settings or of another version, or not whole
  long restore(Engine<Message, ?> engine, Seen seen) {
    if (!Files.exists(file())) {
      return Long.MIN_VALUE;
    }
    try {
      checkWhole();
      try (var in = new DataInputStream(open())) {
        if (!in.readUTF().equals(FORM)) {
          throw refused("was made by another version;");
        }
        List<String> others = StateKey.read(in).differences(key);
        if (!others.isEmpty()) {
          throw refused("was made with " + String.join(" and ", others) + "; scan with that, or");
        }
        long newest = in.readLong();
        seen.read(in);
        engine.restore(in);
        return newest;
      }
    } catch (IOException e) {
      throw refused("cannot be read: " + Cause.of(e) + ";");
    }
  }

  private Failure refused(String why) {
    return Failure.unusable(
        "--state %s %s name another folder and scan all logs again".formatted(folder, why));
  }

  /// Nothing is taken from a file that a disk or a copy has changed: its last eight bytes are the
  /// CRC-32 of those before.
  private void checkWhole() throws IOException {
    long left = Files.size(file()) - Long.BYTES;
    var sum = new CRC32();
    try (var in = new DataInputStream(open())) {
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
        throw refused("is not whole;");
      }
    }
  }

  private InputStream open() throws IOException {
    return new BufferedInputStream(Files.newInputStream(file()), BUFFER);
  }

  /// @throws Failure when it cannot be written
  void save(Engine<Message, ?> engine, Seen seen, long newest) {
    try {
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, ".state-", ".new");
      try {
        write(fresh, engine, seen, newest);
        Files.move(
            fresh, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw Failure.failed("--state %s cannot be written: %s".formatted(folder, Cause.of(e)));
    }
  }

  private void write(Path fresh, Engine<Message, ?> engine, Seen seen, long newest)
      throws IOException {
    try (FileOutputStream file = new FileOutputStream(fresh.toFile())) {
      var summed = new CheckedOutputStream(new BufferedOutputStream(file, BUFFER), new CRC32());
      var out = new DataOutputStream(summed);
      out.writeUTF(FORM);
      key.write(out);
      out.writeLong(newest);
      seen.write(out);
      engine.snapshot(out);
      out.writeLong(summed.getChecksum().getValue());
      out.flush();
      file.getFD().sync();
    }
  }
}
