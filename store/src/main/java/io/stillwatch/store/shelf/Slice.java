// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.shelf;

import java.util.List;

/// Some of what was asked for, in the order of stamps.
///
/// @param items at most as many as were asked for
/// @param more whether there are others behind them
public record Slice(List<Shelved> items, boolean more) {
  public Slice {
    items = List.copyOf(items);
  }
}
