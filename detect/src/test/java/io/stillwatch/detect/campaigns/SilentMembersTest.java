// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.stats.Draw;
import org.junit.jupiter.api.Test;

/// A crew in which few passed anything, and those one thing each. Whether the others belong depends
/// on what found it.
class SilentMembersTest {
  @Test
  void silenceSaysLittleWhereAnEvenSplitFoundTheCrew() {
    int carried = 0;
    int found = 0;
    for (int seed = 1; seed <= 20; seed++) {
      var town = new Neighbours(new Draw(seed), 0, Luck::tail, 0.1).passing(0, 0.3);
      carried += town.membership(true).at(0.01).size();
      found += town.membership(false).at(0.01).size();
    }
    assertThat(found).isGreaterThan(carried + 20).isGreaterThan(Neighbours.CREW * 20 / 2);
  }
}
