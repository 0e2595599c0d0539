// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.coalition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeakCheckTest {
  private static final LeakCheck CHECK =
      new LeakCheck(List.of("acct_00042", "198.51.100.7", "1.2.3.4", "Write a Poem about"));

  private static long found(String text) {
    return CHECK.count(List.of(text.getBytes(UTF_8)));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  @Test
  void whatMayLeaveIsNoLeak() {
    assertThat(found("{\"user_id\":\"voprf-p256:2026-06:" + "0a".repeat(32) + "\"}")).isZero();
    assertThat(found("")).isZero();
  }

  @Test
  void aSecretIsFoundWhereverItStands() {
    assertThat(found("x\"acct_00042\"")).isOne();
    assertThat(found("acct_00042")).isOne();
    assertThat(found("ACCT_00042 and acct_00042")).isEqualTo(2);
    assertThat(found("from 1.2.3.4")).isOne();
    assertThat(found("198.51.100.70")).isOne();
    assertThat(found("please write a poem about it")).isOne();
  }

  @Test
  void aSecretIsFoundInsideBase64AndInsideThatAgain() {
    String once = base64("{\"sub_id\":{\"id\":\"acct_00042\"}}");
    assertThat(found("eyJhbGciOiJFUzI1NiJ9." + once + ".c2lnbmF0dXJl")).isPositive();
    assertThat(found(base64("{\"playbook\":\"" + once + "\"}"))).isPositive();
    String standard = Base64.getEncoder().encodeToString("??>>acct_00042".getBytes(UTF_8));
    assertThat(found(standard)).isPositive();
  }
}
