// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.journal;

import java.nio.file.Path;

/// Somebody else writes this journal.
public final class JournalInUse extends RuntimeException {
  private static final long serialVersionUID = 1;

  JournalInUse(Path folder) {
    super(
        "the journal in %s is in use; stop the process that holds it, or give this one a folder of its own"
            .formatted(folder));
  }
}
