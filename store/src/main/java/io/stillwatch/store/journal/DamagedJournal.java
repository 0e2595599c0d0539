// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.journal;

import java.nio.file.Path;

/// Something that had been acknowledged cannot be read. Nothing was changed.
public final class DamagedJournal extends RuntimeException {
  private static final long serialVersionUID = 1;

  DamagedJournal(Path file, long offset, String why) {
    super(
        "%s is damaged at byte %,d: %s. Nothing was changed. Put this file back from a backup; or, to go on without what it and later files hold, move them out of the folder and have what read the journal go back to where it then ends"
            .formatted(file, offset, why));
  }
}
