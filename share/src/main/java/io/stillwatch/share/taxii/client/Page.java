// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii.client;

import io.stillwatch.share.taxii.StixObject;
import java.util.List;

/// What one request gave.
///
/// @param objects in the order they were added
/// @param more whether the server has others
/// @param behind where to go on
public record Page(List<StixObject> objects, boolean more, Position behind) {
  public Page {
    objects = List.copyOf(objects);
  }
}
