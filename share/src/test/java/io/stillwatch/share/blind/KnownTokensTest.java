// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KnownTokensTest {
  private static final Epoch JUNE = Epoch.parse("2026-06");

  private static BlindToken token(long high, long low) {
    return new BlindToken(
        BlindToken.Scheme.VOPRF_P256, JUNE, "%016x%016x%032x".formatted(high, low, 0));
  }

  @Test
  void theTableAgreesWithAMapOnAnySequence() {
    for (int seed = 0; seed < 20; seed++) {
      var chance = new SplittableRandom(seed);
      var table = new TokenTable();
      Map<Long, Integer> plain = new HashMap<>();
      for (int i = 0; i < 20_000; i++) {
        long key = chance.nextLong(3_000);
        switch (chance.nextInt(3)) {
          case 0 -> {
            assertThat(table.put(key, ~key, i))
                .as("seed %d", seed)
                .isEqualTo(was(plain.put(key, i)));
          }
          case 1 -> assertThat(table.remove(key, ~key)).isEqualTo(was(plain.remove(key)));
          default -> assertThat(table.get(key, ~key)).isEqualTo(was(plain.get(key)));
        }
      }
      assertThat(table.size()).isEqualTo(plain.size());
    }
  }

  /// A negative number is none, whichever it is.
  private static int was(Integer number) {
    return number == null ? -1 : number;
  }

  @Test
  void aTokenIsFoundByItsNumberAndForgottenWithItsEpoch() {
    var known = new KnownTokens(10);
    known.add(token(1, 2), 7);
    var later = new BlindToken(BlindToken.Scheme.VOPRF_P256, JUNE.next(), token(1, 2).hex());
    known.add(later, 8);

    assertThat(known.find(token(1, 2))).hasValue(7);
    assertThat(known.find(token(2, 1))).isEmpty();
    known.sweep(JUNE.end());
    assertThat(known.find(token(1, 2))).isEmpty();
    assertThat(known.find(later)).hasValue(8);
    assertThat(known.remove(later)).isTrue();
    assertThat(known.size()).isZero();
  }

  @Test
  void itTakesNoMoreThanItMay() {
    var known = new KnownTokens(2);
    assertThat(known.add(token(1, 1), 1)).isTrue();
    assertThat(known.add(token(2, 2), 2)).isTrue();
    assertThat(known.add(token(3, 3), 3)).isFalse();
    assertThat(known.add(token(2, 2), 4)).isTrue();
    assertThat(known.find(token(2, 2))).isEqualTo(OptionalInt.of(4));
    assertThatThrownBy(() -> known.add(token(1, 1), -1)).hasMessageContaining("-1");
  }

  @Test
  void aTokenIsReadAndWrittenInOneForm() {
    String text = "voprf-p256:2026-06:" + "0a".repeat(32);
    assertThat(BlindToken.parse(text).toString()).isEqualTo(text);
    for (String other :
        new String[] {
          text.toUpperCase(java.util.Locale.ROOT),
          text + "0",
          text.substring(1),
          "sha256:2026-06:" + "0a".repeat(32),
          "voprf-p256:2026-06:someone@example.org",
          "someone@example.org"
        }) {
      assertThatThrownBy(() -> BlindToken.parse(other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("someone");
    }
  }
}
