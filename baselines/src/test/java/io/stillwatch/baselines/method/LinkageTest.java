// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinkageTest {
  @Test
  void anAccountScoresWhereItsClusterIsFirstLargeEnough() {
    var linkage = new Linkage();
    linkage.tie(1, 2, .9);
    linkage.tie(2, 3, .7);
    linkage.tie(3, 4, .2);

    Suspicion three = linkage.clusters(3);

    assertThat(three.of().get(1).score()).isEqualTo(.7);
    assertThat(three.of().get(3).score()).isEqualTo(.7);
    assertThat(three.of().get(4).score()).isEqualTo(.2);
    assertThat(three.of().values()).extracting(Suspicion.Suspect::group).containsOnly(1);
  }

  @Test
  void aClusterThatIsTooSmallIsNotSuspected() {
    var linkage = new Linkage();
    linkage.tie(1, 2, 9);

    assertThat(linkage.clusters(3).of()).isEmpty();
  }

  @Test
  void twoThatWereLargeEnoughBeforeTheyMetStayTwo() {
    var linkage = new Linkage();
    linkage.tie(1, 2, .9);
    linkage.tie(3, 4, .8);
    linkage.tie(2, 3, .1);

    Suspicion pairs = linkage.clusters(2);

    assertThat(pairs.of().get(1).group()).isEqualTo(pairs.of().get(2).group());
    assertThat(pairs.of().get(3).group()).isEqualTo(pairs.of().get(4).group());
    assertThat(pairs.of().get(1).group()).isNotEqualTo(pairs.of().get(3).group());
    assertThat(pairs.of().get(3).score()).isEqualTo(.8);
  }
}
