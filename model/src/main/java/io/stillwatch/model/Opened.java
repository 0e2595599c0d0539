// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// What something large has opened, in that order; closing it closes them in reverse. Any number of
/// threads may call.
public final class Opened implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final String whole;

  /// @param whole what they are parts of, as a failure names it
  public Opened(String whole) {
    this.whole = whole;
  }

  /// Takes a part that was opened just now.
  ///
  /// @return the part
  public synchronized <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  private synchronized Optional<AutoCloseable> last() {
    return Optional.ofNullable(parts.poll());
  }

  /// Closes all, whatever becomes of any; a second time does nothing.
  ///
  /// @throws IOException when one could not be closed; what the others threw is beside its cause
  @Override
  public void close() throws IOException {
    Optional<IOException> failed = Optional.empty();
    for (var part = last(); part.isPresent(); part = last()) {
      try {
        part.get().close();
      } catch (Exception e) {
        if (failed.isEmpty()) {
          failed = Optional.of(new IOException("a part of " + whole + " could not be closed", e));
        } else {
          failed.get().addSuppressed(e);
        }
      }
    }
    if (failed.isPresent()) {
      throw failed.get();
    }
  }
}
