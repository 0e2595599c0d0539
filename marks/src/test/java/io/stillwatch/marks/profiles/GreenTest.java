// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Pairing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Golden lists of the red-green marks: transformers' (equal to torch's `randperm`), vLLM's SBW and
/// red-green (computed from their description, and as its own program printed them), TextSeal's
/// (printed by its module).
class GreenTest {
  private static final long KEY = 15485863;

  @Test
  void theMersenneTwisterGivesItsKnownAnswer() {
    assertThat(Integer.toUnsignedLong(new Mt19937(5489).next())).isEqualTo(3499211612L);
  }

  @ParameterizedTest
  @CsvSource({
    "42, 2 14 18 15 1 10 0 4 6 11 8 3 7 17 13 12 19 5 16 9",
    "15485863, 18 4 13 2 3 16 1 6 11 12 0 19 10 9 15 8 5 7 14 17",
    "495532130137, 11 18 12 13 2 1 0 6 14 19 17 3 10 4 16 9 5 8 15 7"
  })
  void permutationsAreTorchs(long seed, String places) {
    assertThat(Permutation.first((int) seed, 20, 20)).containsExactly(ids(places));
  }

  @Test
  void theFixedTableIsTorchs() throws Exception {
    int[] table = Permutation.first((int) KEY, 1_000_003, 1_000_003);

    assertThat(Arrays.copyOf(table, 8))
        .containsExactly(138280, 994103, 467886, 915329, 149437, 806681, 915993, 784932);
    assertThat(digest(table))
        .isEqualTo("686723845a10eec343c6c3142c75b88b7a07a4dcb86be42e8ff656b0f1d6b26c");
  }

  @Test
  void theListAfterATokenIsTransformers() throws Exception {
    int[] greens = Permutation.first(KgwSeed.left(KEY, 31999), 32000, 8000);

    assertThat(Arrays.copyOf(greens, 8))
        .containsExactly(10511, 24288, 8406, 1661, 12440, 18393, 10037, 9371);
    Arrays.sort(greens);
    assertThat(digest(greens))
        .isEqualTo("d0fee29e282e95a231b4ff97d46546e16e03f722062c02fcab01c44446bca7dd");
  }

  @Test
  void aProductBeyondSixtyFourBitsIsTakenAsPythonTakesIt() {
    var modulus = java.math.BigInteger.TWO.pow(64).subtract(java.math.BigInteger.ONE);
    var random = new SplittableRandom(1);
    for (int i = 0; i < 1000; i++) {
      long key = random.nextLong();
      int token = random.nextInt(1 << 20);
      var product =
          new java.math.BigInteger(Long.toUnsignedString(key))
              .multiply(java.math.BigInteger.valueOf(token));
      assertThat(KgwSeed.left(key, token)).isEqualTo(product.mod(modulus).intValue());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1 2 3 4, 345825892115113372, 229074332, 6018",
    "31999 5 17 20000, 65500265083518448, 3774823920, 15380",
    "101 2054 2003 1996, 1408924884612786349, 3196954797, 22811",
    "1 2 1 122, -3219613060543964593, 3423705678, 19145"
  })
  void theLeastProductAndItsSeedAreTransformers(
      String context, long least, long seed, int firstGreen) {
    int[] ids = ids(context);
    var mark = (KgwSelfHash.Keyed) new KgwSelfHash(32000, 3, 0.25).under(Key.of("k", KEY));

    assertThat(mark.least(ids, 0, 3, ids[3])).isEqualTo(least);
    assertThat(Integer.toUnsignedLong(KgwSeed.ofSigned(least))).isEqualTo(seed);
    assertThat(Permutation.first((int) seed, 32000, 1)).containsExactly(firstGreen);
    assertThat(mark.score(ids, 0, 3)).isEqualTo(0);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 638944058",
    "1, 1362763215",
    "17, 1732068177",
    "31999, 320452675",
    "128255, 1755564692"
  })
  void tokensHashAsJenkinsDoes(int token, int hash) {
    assertThat(Sbw.hashed(token)).isEqualTo(hash);
  }

  @ParameterizedTest
  @CsvSource({
    "1 2 3 4, 0, -9052312837640543620, 2063113663, false",
    "1 2 3 4, 7, -4966460642355200352, 599034313, true",
    "1 2 3 4, 8, -9223136834447945695, 1847356683, false",
    "1 2 3 4, 31999, -636617356499786329, 1541073072, false",
    "31999 5 17 20000, 0, -9052312837640543620, 2063113663, false",
    "31999 5 17 20000, 7, -4683158788995064352, 3729324308, false",
    "31999 5 17 20000, 8, -8670064366120752493, 2235678657, true",
    "31999 5 17 20000, 31999, -8728083888826399344, 867625408, true"
  })
  void seedsAndWordsOfSbwAreThoseOfItsDescription(
      String context, int token, long seed, long word, boolean green) {
    int[] ids = Arrays.copyOf(ids(context), 5);
    ids[4] = token;
    var mark = (Sbw.Keyed) new Sbw(Sbw.Scheme.SELF, 0.5).under(Key.of("k", KEY));

    assertThat(mark.seed(ids, 1, 4, token)).isEqualTo(seed);
    assertThat(Integer.toUnsignedLong(mark.word(seed, token))).isEqualTo(word);
    assertThat(mark.score(ids, 1, 4) == 1).isEqualTo(green);
  }

  @Test
  void listsOfSbwAreThoseOfItsDescription() {
    assertThat(greens(new Sbw(Sbw.Scheme.SELF, 0.5).under(Key.of("k", KEY)), 64, 2, 3, 4))
        .isEqualTo("0001001101111101011010111010101010011110110000001100101001001011");
    assertThat(greens(new Sbw(Sbw.Scheme.LEFT, 0.5).under(Key.of("k", KEY)), 32, 4))
        .isEqualTo("11000010000001011011010001011111");
    assertThat(greens(new Sbw(Sbw.Scheme.LEFT, 0.5).under(Key.of("k", KEY)), 32, 20000))
        .isEqualTo("10110011000111100111101110100101");
  }

  @Test
  void aShortContextIsPaddedAsTheEngineItselfPadsIt() {
    var self = new Sbw(Sbw.Scheme.SELF, 0.5).under(Key.of("k", KEY));

    assertThat(greens(self, 64, 4))
        .isEqualTo("0011001111011111010000111001101010010100101000001010101001001010");
    assertThat(greens(new Sbw(Sbw.Scheme.LEFT, 0.5).under(Key.of("k", KEY)), 32))
        .isEqualTo("11101111110110001100010110100101");
    assertThat(greens(new VllmRedGreen(4, 0.7).under(Key.of("k", 42)), 64, 3, 4))
        .isEqualTo("0101011111101011101101000101010111111011000100111101101011011001");
  }

  @Test
  void atTheBeginningOfAReplyWhatEveryKeyTossesAlikeIsNotScored() {
    int[] ids = new SplittableRandom(1).ints(2000, 0, 32_000).toArray();
    var mark = new Sbw(Sbw.Scheme.SELF, 0.5).under(Key.of("k", KEY));
    long none =
        IntStream.range(0, ids.length)
            .filter(at -> mark.pairing().of(ids, at, at) == Pairing.NONE)
            .count();

    assertThat(none).isBetween(900L, 1100L);
  }

  @Test
  void theListOnPhiloxIsThatOfItsDescription() {
    assertThat(greens(new VllmRedGreen(4, 0.25).under(Key.of("k", 42)), 64, 1, 2, 3, 4))
        .isEqualTo("0010110100100000000000000000010100000100000101000010000001100000");
  }

  @ParameterizedTest
  @CsvSource({
    "42, 1, 7, 6148",
    "42, 1 2, 7, 4865",
    "42, 1 2 3 4, 7, 7252",
    "42, 4 3 2 1, 7, 6635",
    "12345, 128000 5 17 20000, 128255, 3488",
    "42, 1 2 3 4 5 6 7 8 9 10, 0, 5559"
  })
  void hashesOfTextSealAreItsOwn(long key, String context, int token, int value) {
    int[] ids = ids(context);
    var mark = new TextSeal(ids.length).under(Key.of("k", key));

    assertThat(((TextSeal.At) mark.after(ids, 0, ids.length)).uniform(token))
        .isEqualTo(value / 8191.0);
  }

  @Test
  void contextsThatShareATossCountOnce() {
    var mark = new Sbw(Sbw.Scheme.SELF, 0.5).under(Key.of("k", KEY));
    int[] one = {1, 2, 3, 0};
    int[] other = {31999, 5, 17, 0};

    assertThat(Pairing.TOKENS.of(one, 0, 3)).isNotEqualTo(Pairing.TOKENS.of(other, 0, 3));
    assertThat(mark.pairing().of(one, 0, 3)).isEqualTo(mark.pairing().of(other, 0, 3));
  }

  @Test
  void whatNoKeyMovesIsNotScored() {
    int[] ids = {0, 5};

    assertThat(new KgwLeftHash(100, 0.25).under(Key.of("k", 3)).pairing().of(ids, 0, 1))
        .isEqualTo(Pairing.NONE);
    assertThat(new Sbw(Sbw.Scheme.LEFT, 0.5).under(Key.of("k", 3)).pairing().of(ids, 0, 1))
        .isEqualTo(Pairing.NONE);
  }

  private static String greens(Mark mark, int count, int... context) {
    var step = mark.after(context, 0, context.length);
    return IntStream.range(0, count)
        .mapToObj(t -> step.score(t) == 1 ? "1" : "0")
        .collect(Collectors.joining());
  }

  private static String digest(int[] ids) throws Exception {
    var bytes = ByteBuffer.allocate(4 * ids.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(ids);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
  }

  private static int[] ids(String words) {
    return Arrays.stream(words.split(" ")).mapToInt(Integer::parseInt).toArray();
  }
}
