// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.features.Hashes;
import io.stillwatch.model.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DocketTest {
  @Test
  void aCandidateIsLookedAtAgainOnlyWhenItHasGrownByHalf() {
    var docket = new Docket();
    assertThat(docket.due(5, 100)).isTrue();
    assertThat(docket.next(5, 100)).isEqualTo(1);
    assertThat(docket.due(5, 100)).isFalse();
    assertThat(docket.due(5, 149)).isFalse();
    assertThat(docket.due(5, 150)).isTrue();
    assertThat(docket.next(5, 150)).isEqualTo(2);
    assertThat(docket.due(5, 224)).isFalse();
    assertThat(docket.due(5, 225)).isTrue();
    assertThat(docket.due(6, 1)).as("another candidate").isTrue();
  }

  @Test
  void looksAreFewForALongLivedCandidate() {
    var docket = new Docket();
    for (int day = 1; day <= 1_000; day++) {
      if (docket.due(5, 20L * day)) {
        docket.next(5, 20L * day);
      }
    }
    assertThat(docket.looks()).isLessThan(20);
  }

  @Test
  void aRejectionCountsOnceAndKeepsItsFirstDate() {
    var docket = new Docket();
    assertThat(docket.stood(5)).isNull();
    docket.reject(5, 9, 1_000, members(1));
    docket.reject(5, 8, 2_000, members(1, 2));
    docket.reject(6, 9, 3_000, members(3));
    assertThat(docket.rejections()).isEqualTo(2);
    assertThat(docket.stood(5))
        .isEqualTo(new Docket.Stood(1_000, 9, members(1, 2), Verdict.WATCH, 0));
    assertThat(docket.standing()).containsExactly(5, 6);
  }

  @Test
  void aGroupIsRuledAnewBetweenJudgementsOnlyWhenItHasGrownByHalf() {
    var docket = new Docket();
    docket.reject(5, 9, 1_000, members(1));
    docket.rule(5, Verdict.CAMPAIGN, 100);
    docket.reject(5, 9, 2_000, members(1, 2));
    Docket.Stood stood = docket.stood(5);
    assertThat(stood)
        .isEqualTo(new Docket.Stood(1_000, 9, members(1, 2), Verdict.CAMPAIGN, 100))
        .isNotNull();
    assertThat(stood.hasGrown(149)).isFalse();
    assertThat(stood.hasGrown(150)).isTrue();
    docket.rule(6, Verdict.CAMPAIGN, 100);
    assertThat(docket.stood(6)).as("it never stood").isNull();
  }

  private static Hashes members(long... keys) {
    return Hashes.copyOf(keys, keys.length);
  }

  @Test
  void aDocketReadBackIsTheSame() throws IOException {
    var docket = new Docket();
    docket.next(5, 100);
    docket.next(6, 40);
    docket.reject(6, 9, 9, members(11, 12));
    docket.rule(6, Verdict.CAMPAIGN, 700);
    docket.like.note(6, 3);
    var bytes = new ByteArrayOutputStream();
    docket.write(new DataOutputStream(bytes));
    Docket back =
        Docket.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), true);
    assertThat(back.looks()).isEqualTo(2);
    assertThat(back.rejections()).isEqualTo(1);
    assertThat(back.stood(6)).isEqualTo(docket.stood(6)).isNotNull();
    assertThat(back.stood(5)).isNull();
    assertThat(back.due(5, 149)).isFalse();
    assertThat(back.due(5, 150)).isTrue();
    assertThat(back.next(7, 1)).isEqualTo(3);
    assertThat(back.like.bound(Sample.ALL)).isEqualTo(6);
    assertThat(back.everybody.bound(Sample.ALL)).isEqualTo(1.5);
  }
}
