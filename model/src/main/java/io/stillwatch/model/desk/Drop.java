// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model.desk;

import io.stillwatch.model.Entry;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Where exchanges and signups are handed in.
public interface Drop {
  /// Hands in entries. Nothing of them may be acknowledged before the future completes: then they
  /// outlast the process. Ids that came before are left out.
  ///
  /// @return completes with how many were new; with [Full] when there is no room now, and none was
  ///   taken
  CompletableFuture<Integer> hand(List<Entry> entries);

  /// There is no room now; try again later.
  final class Full extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Full(String why) {
      super(why);
    }
  }
}
