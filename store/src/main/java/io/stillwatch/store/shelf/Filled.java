// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.shelf;

import java.util.List;

/// Some of what was asked for, with bodies.
///
/// @param slice without bodies; it ends earlier than asked when the bodies would be too many bytes
/// @param bodies of its items, in the same order
public record Filled(Slice slice, List<String> bodies) {
  public Filled {
    bodies = List.copyOf(bodies);
  }
}
