// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.papers;

import java.util.List;
import java.util.Optional;

/// Knows what others were told, so that a letter can take it back.
public interface Shared {
  /// Of a server that tells nobody.
  Shared NOTHING = (campaign, account) -> List.of();

  /// Ids of what was shared.
  ///
  /// @param account only what is of this account; empty for all that is of the campaign
  List<String> of(String campaign, Optional<String> account);
}
