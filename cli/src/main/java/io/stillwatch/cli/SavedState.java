// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import io.stillwatch.detect.DetectConfig;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.runtime.Engine;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/// What a scan knew when its input ended, so that the next one can go on with the next day's logs:
/// hashes and counts, no text. Written beside and moved into place, so a scan that is stopped
/// leaves the state before as it was.
record SavedState(Path folder, DetectConfig config) {
  private static final String FILE = "state.bin";
  private static final String FORM = "stillwatch-state/1";
  private static final int BUFFER = 1 << 18;

  private Path file() {
    return folder.resolve(FILE);
  }

  /// Fills the engine and the ids seen with what the last scan left.
  ///
  /// @return event time at which the last scan ended; `Long.MIN_VALUE` when there was none
  /// @throws Failure when the state is of another key or version, or broken
  long restore(Engine<Message, ?> engine, Unique.Seen seen) {
    if (!Files.exists(file())) {
      return Long.MIN_VALUE;
    }
    try (var in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file()), BUFFER))) {
      if (!in.readUTF().equals(FORM) || in.readInt() != key()) {
        throw Failure.unusable(
            "--state %s was made by another version or with another --seed-key; name another folder and scan all logs again"
                .formatted(folder));
      }
      long newest = in.readLong();
      seen.read(in);
      engine.restore(in);
      return newest;
    } catch (IOException e) {
      throw Failure.unusable(
          "--state %s cannot be read: %s; name another folder and scan all logs again"
              .formatted(folder, Cause.of(e)));
    }
  }

  /// @throws Failure when it cannot be written
  void save(Engine<Message, ?> engine, Unique.Seen seen, long newest) {
    try {
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, ".state-", ".new");
      try {
        try (var out =
            new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh), BUFFER))) {
          out.writeUTF(FORM);
          out.writeInt(key());
          out.writeLong(newest);
          seen.write(out);
          engine.snapshot(out);
        }
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        Files.move(
            fresh, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw Failure.failed("--state %s cannot be written: %s".formatted(folder, Cause.of(e)));
    }
  }

  /// Tells keys apart without giving them away.
  private int key() {
    return Objects.hash(Long.hashCode(config.keyHigh()), Long.hashCode(config.keyLow())) * 31;
  }
}
