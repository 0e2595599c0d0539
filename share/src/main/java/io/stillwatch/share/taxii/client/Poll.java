// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii.client;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// Reads a collection from a position to its present end.
///
/// @param client speaks with the server
/// @param collection its address, with its id or its alias
/// @param limit objects to ask for at once
public record Poll(TaxiiClient client, URI collection, int limit) {
  /// So many pages in a row may be empty while the server says that there is more.
  private static final int EMPTY_MOST = 100;

  /// Hands on one page after the other.
  ///
  /// @param pages takes each; what it throws ends the reading
  /// @return where the next reading starts
  /// @throws TaxiiFailed also when the server says that there is more, again and again, and gives
  ///   nothing
  public Position from(Position start, Consumer<Page> pages) {
    Set<Position> seen = new HashSet<>();
    Position at = start;
    int empty = 0;
    while (true) {
      Page page = client.page(collection, at, limit);
      pages.accept(page);
      if (!page.more()) {
        return page.behind();
      }
      empty = page.objects().isEmpty() ? empty + 1 : 0;
      if (page.behind().equals(at) || !seen.add(page.behind()) || empty > EMPTY_MOST) {
        throw new TaxiiFailed(
            0,
            collection + " says that there is more and does not give it: the reading makes no way");
      }
      at = page.behind();
    }
  }
}
