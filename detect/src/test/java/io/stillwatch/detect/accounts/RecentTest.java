// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Seeds;
import io.stillwatch.stats.Mix;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

class RecentTest {
  @Test
  void itHoldsTheNewestAndNothingElse() {
    Seeds.each(
        50,
        draw -> {
          int size = 1 + draw.nextInt(20);
          var recent = new Recent(size);
          var plain = new ArrayDeque<Long>();
          for (int i = 0; i < 200; i++) {
            long hash = Mix.mix64(1 + draw.nextInt(40));
            assertThat(recent.holds(hash)).isEqualTo(plain.contains(hash));
            recent.add(hash);
            plain.add(hash);
            if (plain.size() > size) {
              plain.remove();
            }
            recent = draw.nextInt(10) == 0 ? again(recent, size) : recent;
          }
        });
  }

  private static Recent again(Recent recent, int size) throws IOException {
    var bytes = new ByteArrayOutputStream();
    recent.write(new DataOutputStream(bytes));
    var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    var back = new Recent(size);
    back.read(in);
    assertThat(in.available()).as("bytes not read").isZero();
    return back;
  }

  @Test
  void anEmptyOneHoldsNoHashNotEvenASmallOne() {
    assertThat(new Recent(4).holds(0)).isFalse();
    assertThat(new Recent(4).holds(1)).isFalse();
  }
}
