// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyedTokensTest {
  private static final Epoch JUNE = Epoch.parse("2026-06");
  private final KeyedTokens tokens = new KeyedTokens(new byte[32]);

  @Test
  void peersWithOneKeyMakeTheSameToken() {
    StrongValue value =
        StrongValue.of(
            StrongValue.Kind.DEVICE_KEY, HexFormat.of().parseHex("000102030405060708090a"));

    // HMAC-SHA-256 of "device_key|2026-06|" and the value, under 32 zero bytes, by another program
    assertThat(tokens.token(JUNE, value).toString())
        .isEqualTo(
            "hmac-sha256:2026-06:"
                + "d128f688ac57ac069e645d61ab142493d76d10341e3d24269746d1eb93033923");
    assertThat(new KeyedTokens(new byte[32]).token(JUNE, value))
        .isEqualTo(tokens.token(JUNE, value));
    assertThat(tokens.token(JUNE.next(), value).hex())
        .isNotEqualTo(tokens.token(JUNE, value).hex());
  }

  @Test
  void whatCouldBeGuessedIsRefused() {
    assertThatThrownBy(() -> StrongValue.of(StrongValue.Kind.API_KEY_ID, new byte[9]))
        .hasMessageContaining("token service");
    assertThatThrownBy(() -> StrongValue.of(StrongValue.Kind.API_KEY_ID, new byte[32]))
        .hasMessageContaining("repeats");
    assertThatThrownBy(() -> new KeyedTokens(new byte[16])).hasMessageContaining("32");
  }

  @Test
  void noMethodTakesAnIdentifier() {
    assertThat(
            Stream.of(KeyedTokens.class, StrongValue.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .flatMap(method -> Arrays.stream(method.getParameterTypes())))
        .isNotEmpty()
        .doesNotContain(Identifier.class, Label.class, String.class);
  }
}
