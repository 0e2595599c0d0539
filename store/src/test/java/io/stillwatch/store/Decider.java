// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import java.nio.file.Path;
import java.time.InstantSource;

/// A process that decides until it is killed, and says each count once it is kept.
public final class Decider {
  private Decider() {}

  /// @param args the folder
  public static void main(String[] args) {
    try (Store store =
        Store.open(new StoreConfig.Embedded(Path.of(args[0])), InstantSource.system())) {
      for (long i = 0; i < Long.MAX_VALUE; i++) {
        System.out.println(store.changing("decider", Decider::decide));
      }
    }
  }

  private static long decide(Change change) {
    long count = change.view().progress("count").orElse(0) + 1;
    change.decide(Cases.decision("d" + count, "acct-" + count % 7));
    change.progress("count", count);
    return count;
  }
}
