// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static io.stillwatch.model.Require.filled;

/// An experiment on a group, as far as it has come.
///
/// @param id unique
/// @param campaign the group
/// @param over whether nothing of it is left to come
/// @param body its protocol, as a JSON object; an account stands in it as a whole text, so that an
///   erasure finds it
public record Intervention(String id, String campaign, boolean over, String body) {
  public Intervention {
    filled(id, "an intervention needs an id");
  }
}
