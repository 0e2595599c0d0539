// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointTest {
  private static final String G =
      "036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";

  @Test
  void aPointIsReadAndWrittenCompressed() {
    assertThat(parse(G).hex()).isEqualTo(G);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        // the identity, padded
        "000000000000000000000000000000000000000000000000000000000000000000",
        // too short, too long
        "036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2",
        "036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c29600",
        // another first byte
        "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
        "066b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
        // no such point: 1 is no square there
        "020000000000000000000000000000000000000000000000000000000000000001",
        // the prime itself, and 5 + the prime where 5 is a coordinate: not canonical
        "02ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
        "02ffffffff00000001000000000000000000000001000000000000000000000004",
      })
  void nothingElseIsAPoint(String hex) {
    assertThatThrownBy(() -> parse(hex)).isInstanceOf(BadElement.class);
  }

  @Test
  void thatFiveIsACoordinateMakesTheLastCaseOneOfForm() {
    assertThat(parse("020000000000000000000000000000000000000000000000000000000000000005").hex())
        .endsWith("05");
  }

  @Test
  void theWholeFormIsRefusedToo() {
    byte[] whole = parse(G).value().getEncoded(false);
    assertThatThrownBy(() -> Point.parse(Suite.P256, whole)).isInstanceOf(BadElement.class);
  }

  @Test
  void pointsThatCancelEachOtherOutAreNoSum() {
    Point opposite = parse("02" + G.substring(2));
    assertThatThrownBy(() -> Point.sum(List.of(parse(G), opposite)))
        .isInstanceOf(BadElement.class)
        .hasMessageContaining("identity");
  }

  @Test
  void aKeyIsBelowTheOrderAndNotZero() {
    byte[] order = Suite.P256.curve().getN().toByteArray();
    byte[] tooLarge = java.util.Arrays.copyOfRange(order, 1, 33);
    assertThatThrownBy(() -> EvaluationKey.parse(Suite.P256, tooLarge))
        .isInstanceOf(BadElement.class);
    assertThatThrownBy(() -> EvaluationKey.parse(Suite.P256, new byte[32]))
        .isInstanceOf(BadElement.class);
    assertThatThrownBy(() -> EvaluationKey.parse(Suite.P256, new byte[31]))
        .isInstanceOf(BadElement.class);
  }

  @Test
  void aKeyNeverPrintsItself() {
    EvaluationKey key = EvaluationKey.random(Suite.P256, new SecureRandom());
    assertThat(key.toString()).doesNotContain(HexFormat.of().formatHex(key.bytes()));
    assertThat(EvaluationKey.parse(Suite.P256, key.bytes()).publicKey()).isEqualTo(key.publicKey());
  }

  private static Point parse(String hex) {
    return Point.parse(Suite.P256, HexFormat.of().parseHex(hex));
  }
}
