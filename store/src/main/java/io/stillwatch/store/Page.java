// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import java.util.List;
import java.util.OptionalLong;

/// Some of many.
///
/// @param items in their order
/// @param next where the next page begins; empty when this is the last
public record Page<T>(List<T> items, OptionalLong next) {
  public Page {
    items = List.copyOf(items);
  }
}
