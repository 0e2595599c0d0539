// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.journal;

import java.io.IOException;

/// The disk did not take or give what it should. What was not acknowledged is not in the journal;
/// what was, is. Appending again may work: the journal heals as soon as the disk does.
public final class JournalFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  JournalFailed(String what, IOException cause) {
    super(what + ": " + cause.getMessage(), cause);
  }
}
