// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.live;

import io.stillwatch.model.Finding;
import java.util.List;

/// Takes what detection says.
public interface Judged {
  /// A judgement, whole; it replaces all before. After a restart the same judgement may come again.
  ///
  /// @param at event time of it, in milliseconds
  void judged(long at, List<Finding> findings);
}
