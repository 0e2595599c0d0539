// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.stillwatch.model.Entry;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.desk.Drop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps what is handed in, if it has room.
final class KeptDrop implements Drop {
  final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
  volatile boolean full;

  @Override
  public CompletableFuture<Integer> hand(List<Entry> entries) {
    if (full) {
      return CompletableFuture.failedFuture(new Full("the test says so"));
    }
    entries.forEach(entry -> exchanges.add((Exchange) entry));
    return CompletableFuture.completedFuture(entries.size());
  }

  List<Exchange> of(String account) {
    return exchanges.stream().filter(e -> e.account().equals(account)).toList();
  }
}
