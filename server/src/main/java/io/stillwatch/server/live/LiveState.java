// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.live;

import io.stillwatch.detect.StateKey;
import io.stillwatch.runtime.SealedFile;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/// What the detector knew at a position of the journal, in a file; and the one before it, should
/// that file be damaged.
///
/// @param folder where the files are
/// @param key the settings that go into the state
record LiveState(Path folder, StateKey key) {
  private static final String FORM = "stillwatch-live/1";

  private Path newest() {
    return folder.resolve("state.bin");
  }

  private Path previous() {
    return folder.resolve("state.previous.bin");
  }

  /// Writes a state; the newest so far becomes the previous one.
  void save(SealedFile.Writer content) throws IOException {
    Path fresh = folder.resolve("state.next.bin");
    SealedFile.write(
        fresh,
        out -> {
          head(out);
          content.write(out);
        });
    if (Files.exists(newest())) {
      Files.move(newest(), previous(), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.move(fresh, newest(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void head(DataOutput out) throws IOException {
    out.writeUTF(FORM);
    key.write(out);
  }

  /// Reads the newest state that is whole.
  ///
  /// @return what `content` read; empty when there is no state
  /// @throws IOException when the state is of other settings, or both files are damaged
  <T> Optional<T> restore(SealedFile.Reader<T> content) throws IOException {
    SealedFile.NotWhole damage = null;
    for (Path file : List.of(newest(), previous())) {
      if (Files.exists(file)) {
        try {
          return Optional.of(SealedFile.read(file, in -> checked(in, content)));
        } catch (SealedFile.NotWhole e) {
          damage = e;
        }
      }
    }
    if (damage != null) {
      throw new IOException(
          damage.getMessage()
              + ", nor is the one before it; move both away, and detection starts again from the"
              + " journal",
          damage);
    }
    return Optional.empty();
  }

  private <T> T checked(DataInput in, SealedFile.Reader<T> content) throws IOException {
    String form = in.readUTF();
    if (!form.equals(FORM)) {
      throw new IOException(
          "%s holds %s, and this version reads %s; move it away, and detection starts again from the journal"
              .formatted(folder, form, FORM));
    }
    List<String> others = StateKey.read(in).differences(key);
    if (!others.isEmpty()) {
      throw new IOException(
          "%s was made with %s; start with that, or move it away, and detection starts again"
              .formatted(folder, String.join(" and ", others)));
    }
    return content.read(in);
  }
}
