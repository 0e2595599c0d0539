// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import io.helidon.webserver.http.ServerRequest;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Memory for bodies that are under way, so that many large ones at once wait for each other
/// instead of taking all there is.
final class Rooms {
  private static final int UNIT = 1 << 16;

  /// A body is bytes, then a text of two bytes a letter, then its objects apart.
  private static final int COPIES = 6;

  private static final long PATIENCE_SECONDS = 10;

  private final Semaphore units;
  private final int most;

  private Rooms(int units) {
    this.units = new Semaphore(units, true);
    this.most = units;
  }

  /// A quarter of the memory that this process may have.
  static Rooms ofThisMachine() {
    long units = Runtime.getRuntime().maxMemory() / 4 / COPIES / UNIT;
    return new Rooms(Math.clamp(units, 16, 1 << 20));
  }

  Room take(ServerRequest request) {
    return new Room(request.headers().contentLength().orElse(Long.MAX_VALUE));
  }

  /// Room for one body, given back when it is closed.
  final class Room implements AutoCloseable {
    private final long declared;
    private int held;

    Room(long declared) {
      this.declared = declared;
    }

    /// @param limit bytes that a body has at most
    /// @throws Refusal when there is none for ten seconds
    void reserve(int limit) {
      int wanted = Math.min(most, 1 + (int) (Math.min(declared, limit) / UNIT));
      try {
        if (!units.tryAcquire(wanted, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw Refusal.unavailable("many bodies are under way; send it again");
        }
        held = wanted;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Refusal.unavailable("the server stops");
      }
    }

    @Override
    public void close() {
      units.release(held);
    }
  }
}
