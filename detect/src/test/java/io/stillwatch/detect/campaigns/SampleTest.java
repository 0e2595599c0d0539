// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.campaigns.Candidate.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SampleTest {
  @Test
  void everybodyIsInWhenThereIsRoom() {
    assertThat(Sample.of(1_500, 1_500)).isEqualTo(Sample.ALL);
    assertThat(LongStream.range(0, 10_000).allMatch(Sample.ALL::holds)).isTrue();
  }

  @Test
  void elseAboutAsManyAsThereIsRoomFor() {
    Sample sample = Sample.of(1_500, 6_000);
    long in = LongStream.range(0, 6_000).filter(sample::holds).count();
    assertThat(in).isBetween(1_380L, 1_620L); // binomial, 3.6 standard deviations
  }

  /// Who has most material comes first among those looked at, and is no likelier to be in the
  /// sample.
  @Test
  void materialDoesNotChoose() {
    var all = new ArrayList<Candidate>();
    for (int i = 0; i < 6_000; i++) {
      all.add(new Candidate(i, Boards.range(i, i + 5), 6_000 - i, Reason.TEMPLATE, false));
    }
    List<Candidate> looked = all.subList(0, Distinct.MOST);
    Nominated nominated = Nominated.of(looked, all);
    long inLooked = looked.stream().filter(c -> nominated.sample().holds(c.signature())).count();
    assertThat(inLooked).isBetween(300L, 450L);
    assertThat(nominated.others()).doesNotContainAnyElementsOf(looked);
    assertThat(inLooked + nominated.others().size()).isBetween(1_380L, 1_620L);
  }
}
