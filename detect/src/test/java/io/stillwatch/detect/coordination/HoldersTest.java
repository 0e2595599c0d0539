// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Seeds;
import io.stillwatch.stats.Mix;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HoldersTest {
  @Test
  void theyAgreeWithAPlainMapBeTheyFewOrMany() {
    Seeds.each(
        60,
        draw -> {
          var holders = new Holders();
          var plain = new TreeMap<Long, Long>();
          int most = 1 + draw.nextInt(draw.nextInt(2) == 0 ? 10 : 3_000);
          for (int i = 0; i < 2_000; i++) {
            long principal = Mix.mix64(draw.nextInt(most)) >> 16;
            long uses = draw.nextInt(2) == 0 ? 1L << 32 : 1;
            holders.add(principal, uses);
            plain.merge(principal, uses, Long::sum);
            if (draw.nextInt(500) == 0) {
              int level = draw.nextInt(4);
              holders = holders.sampled(level);
              plain.keySet().removeIf(p -> !Shard.sampled(p, level));
            }
            holders = draw.nextInt(200) == 0 ? again(holders) : holders;
          }
          agree(holders, plain);
        });
  }

  private static void agree(Holders holders, Map<Long, Long> plain) {
    assertThat(holders.size()).isEqualTo(plain.size());
    assertThat(holders.sortedKeys())
        .isEqualTo(plain.keySet().stream().mapToLong(Long::longValue).toArray());
    plain.forEach((principal, uses) -> assertThat(holders.uses(principal)).isEqualTo(uses));
    assertThat(holders.uses(Long.MAX_VALUE)).isZero();
  }

  private static Holders again(Holders holders) throws IOException {
    var bytes = new ByteArrayOutputStream();
    holders.write(new DataOutputStream(bytes));
    var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    Holders back = Holders.read(in);
    assertThat(in.available()).isZero();
    return back;
  }
}
