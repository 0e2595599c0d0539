// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.util.List;

/// One way to look at an applicant.
@FunctionalInterface
interface Check {
  /// @return what speaks of it; empty when nothing does
  List<Reason> at(Case applicant);
}
