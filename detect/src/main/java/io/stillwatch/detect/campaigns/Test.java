// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.model.Family;
import java.util.Optional;

/// One family of evidence: looks at a group on the testing half and says how surprising it is if
/// its members are strangers.
interface Test {
  Family family();

  /// Whether its null is taken among accounts that nothing accuses, or else among everybody.
  default boolean amongHonest() {
    return false;
  }

  /// Empty when the family has nothing to look at in this group.
  Optional<Term> look(Group group);
}
