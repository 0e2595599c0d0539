// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import io.stillwatch.model.Entry;
import io.stillwatch.model.desk.Drop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Hands entries in; whatever goes wrong comes out of the future.
final class Handing {
  private Handing() {}

  static CompletableFuture<Integer> in(Drop drop, List<Entry> entries) {
    if (entries.isEmpty()) {
      return CompletableFuture.completedFuture(0);
    }
    try {
      return drop.hand(entries);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /// Whether there was no room, so that it makes sense to try again.
  static boolean isFull(@Nullable Throwable failure) {
    return failure instanceof Drop.Full
        || (failure instanceof CompletionException && failure.getCause() instanceof Drop.Full);
  }
}
