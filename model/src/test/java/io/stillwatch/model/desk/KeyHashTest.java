// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyHashTest {
  /// RFC 4231, test case 2, cut to 128 bits.
  @Test
  void aKeyIsNamedByItsHmac() {
    assertThat(KeyHash.account("Jefe".getBytes(UTF_8), "what do ya want for nothing?"))
        .isEqualTo("key-5bdcc146bf60754e6a042426089575c7");
  }
}
