// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import java.util.concurrent.atomic.AtomicLong;

/// Bytes that all streams together may hold.
final class Room {
  private final long most;
  private final AtomicLong held = new AtomicLong();

  Room(long most) {
    this.most = most;
  }

  long held() {
    return held.get();
  }

  Lease lease() {
    return new Lease();
  }

  private boolean take(long bytes) {
    if (held.addAndGet(bytes) <= most) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  /// What one holder has of the room. For one thread at a time.
  final class Lease implements AutoCloseable {
    private long bytes;

    /// Whether there is room for that many in all; if not, it keeps what it had.
    boolean resize(long wanted) {
      if (wanted > bytes && !take(wanted - bytes)) {
        return false;
      }
      if (wanted < bytes) {
        held.addAndGet(wanted - bytes);
      }
      bytes = wanted;
      return true;
    }

    long bytes() {
      return bytes;
    }

    @Override
    public void close() {
      held.addAndGet(-bytes);
      bytes = 0;
    }
  }
}
