// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.cli.kit.Cause;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.detect.StateKey;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.runtime.Engine;
import io.stillwatch.runtime.SealedFile;
import io.stillwatch.stats.Seen;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a scan knew when its input ended, so that the next one can go on with the next day's logs:
/// hashes and counts, no text. Written beside and moved into place, so a scan that is stopped
/// leaves the state before as it was.
record SavedState(Path folder, StateKey key) {
  private static final String FILE = "state.bin";
  private static final String FORM = "stillwatch-state/2";

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
      return SealedFile.read(file(), in -> read(in, engine, seen));
    } catch (SealedFile.NotWhole e) {
      throw refused("is not whole;");
    } catch (IOException e) {
      throw refused("cannot be read: " + Cause.of(e) + ";");
    }
  }

  private long read(DataInput in, Engine<Message, ?> engine, Seen seen) throws IOException {
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

  private Failure refused(String why) {
    return Failure.unusable(
        "--state %s %s name another folder and scan all logs again".formatted(folder, why));
  }

  /// @throws Failure when it cannot be written
  void save(Engine<Message, ?> engine, Seen seen, long newest) {
    try {
      SealedFile.write(file(), out -> write(out, engine, seen, newest));
    } catch (IOException e) {
      throw Failure.failed("--state %s cannot be written: %s".formatted(folder, Cause.of(e)));
    }
  }

  private void write(DataOutput out, Engine<Message, ?> engine, Seen seen, long newest)
      throws IOException {
    out.writeUTF(FORM);
    key.write(out);
    out.writeLong(newest);
    seen.write(out);
    engine.snapshot(out);
  }
}
