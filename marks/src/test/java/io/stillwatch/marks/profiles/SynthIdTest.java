// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.MarkedText;
import io.stillwatch.marks.Passage;
import io.stillwatch.marks.Scorer;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Golden bits of both SynthID implementations; synthid.txt says where they come from.
class SynthIdTest {
  private static final long[] KEYS = {
    654, 400, 836, 123, 340, 443, 597, 160, 57, 29, 590, 639, 13, 715, 468, 990, 966, 226, 324, 585,
    118, 504, 421, 521, 129, 669, 732, 225, 90, 960
  };
  private static final int[] ROW = {
    101, 2054, 2003, 1996, 3007, 1997, 2605, 1029, 102, 7, 7, 7, 7, 7, 7, 7, 12345, 150000, 31999,
    0, 1
  };

  @Test
  void theTableIsTheLibrarys() throws Exception {
    BitSet table = SynthIdTable.of(HfSynthId.Device.CPU);
    byte[] bytes = new byte[SynthIdTable.SIZE];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (table.get(i) ? 1 : 0);
    }

    assertThat(table.cardinality()).isEqualTo(32743);
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
        .isEqualTo("a3e9e18ea34546849c5136cf9b06c7bfd03e50e601da14af47cd926f9e623a85");
  }

  @Test
  void allBitsOfTransformersAreTheGoldenOnes() throws IOException {
    var layers = new SynthIdTable.Layers(HfSynthId.Device.CPU, KEYS);
    List<String> golden = golden(0);

    for (int i = 0; i < golden.size(); i++) {
      assertThat(bits(layers.bits(SynthIdHash.over(1, ROW, i, i + 5)))).isEqualTo(golden.get(i));
    }
  }

  @Test
  void layerKeysOfTransformersAreTheGoldenOnes() {
    long ngram = SynthIdHash.over(1, ROW, 0, 5);

    assertThat(Arrays.stream(KEYS).limit(4).map(k -> SynthIdHash.add(ngram, k)))
        .containsExactly(
            -6167983563987038646L, 654894065368080292L, 8406676606137088072L, 8676591135923373043L);
  }

  @Test
  void allBitsOfGooglesAreTheGoldenOnes() throws IOException {
    var layers = new GoogleSynthId.Layers(KEYS);
    List<String> golden = golden(1);

    assertThat(GoogleSynthId.start(KEYS)).isEqualTo(1614033703599872695L);
    for (int i = 0; i < golden.size(); i++) {
      assertThat(bits(layers.bits(layers.over(ROW, i, i + 5)))).isEqualTo(golden.get(i));
    }
  }

  @Test
  void bitsOnPhiloxAreThoseOfTheWord() {
    var state = new VllmWords(42, 4).after(new int[] {1, 2, 3, 4}, 0, 4);

    assertThat(bits(state.word(7) & 0xFFFFFFFFL, 32)).isEqualTo("01001000100100011101101010011000");
    assertThat(bits(state.word(8) & 0xFFFFFFFFL, 32)).isEqualTo("10101100111110011011001010000101");
  }

  @Test
  void theTournamentMovesProbabilitiesAsTheLibraryDoes() {
    double[] scores = {0.2, -0.3, 0.7, -1.1};
    double sum = Arrays.stream(scores).map(Math::exp).sum();
    double[] p = Arrays.stream(scores).map(s -> Math.exp(s) / sum).toArray();

    assertThat(Tournament.played(p, new long[] {0b101, 0b100, 0b011, 0b110}, 3))
        .containsExactly(
            new double[] {
              0.25518592628209463, 0.03087459839073087, 0.6651171589714641, 0.04882231635571045
            },
            within(1e-12));
  }

  @Test
  void twoLeavesOverAnEvenVocabularyGiveTheKnownMean() {
    double[] even = new double[64];
    Arrays.fill(even, 1.0 / 64);
    var mark = new VllmSynthId(4, 1, SynthIdScore.MEAN).under(Key.of("k", 5));
    var random = new SplittableRandom(8);
    int ones = 0;
    int n = 20_000;
    for (int i = 0; i < n; i++) {
      int[] ids = {i, 3, 2, 1};
      var step = mark.after(ids, 0, 4);
      ones += (int) step.score(step.draw(even, random));
    }

    assertThat((double) ones / n).isCloseTo(0.5 + 0.25 * (1 - 1.0 / 64), within(0.012));
  }

  @Test
  void everyScoringFindsAMarkedTextAndStaysSilentOnAnother() {
    for (SynthIdScore score : SynthIdScore.values()) {
      for (Mark mark :
          List.of(
              new VllmSynthId(4, 30, score).under(Key.of("k", 7)),
              new GoogleSynthId(4, 30, score).under(Key.of("g", KEYS)),
              new HfSynthId(4, 30, HfSynthId.Device.CPU, score).under(Key.of("h", KEYS)))) {
        var scorer = new Scorer(List.of(mark), 100_000);
        var other = new Scorer(List.of(mark), 100_000);
        for (int i = 0; i < 8; i++) {
          scorer.add(Passage.of(text(mark, 300, i)));
          other.add(Passage.of(new SplittableRandom(i).ints(300, 0, 500).toArray()));
        }

        assertThat(scorer.tally(mark).logP())
            .as("%s %s", mark.profile().name(), score)
            .isLessThan(-30);
        assertThat(scorer.tally(mark).logE()).isGreaterThan(20);
        assertThat(other.tally(mark).logP()).isGreaterThan(-7);
        assertThat(other.tally(mark).logE()).isLessThan(4);
      }
    }
  }

  @Test
  void theBayesianScoreIsAnEValueWhateverItsParameters() {
    var random = new SplittableRandom(2);
    var bayes =
        new SynthIdBayes(
            random.doubles(5, -3, 3).boxed().toList(),
            IntStream.range(0, 5)
                .mapToObj(l -> random.doubles(l, -2, 2).boxed().toList())
                .toList());

    double mean = IntStream.range(0, 32).mapToDouble(b -> Math.exp(bayes.logE(b))).sum() / 32;

    assertThat(mean).isCloseTo(1, within(1e-12));
  }

  @Test
  void pairsThatShareTheirLowBitsCountOnceInTransformersTable() {
    var mark =
        new HfSynthId(4, 30, HfSynthId.Device.CPU, SynthIdScore.MEAN).under(Key.of("h", KEYS));
    int[] one = {5, 6, 7, 8, 9};
    int[] other = {5 + (1 << 16), 6, 7, 8, 9 + (3 << 16)};

    assertThat(mark.score(one, 0, 4)).isEqualTo(mark.score(other, 0, 4));
    assertThat(mark.pairing().of(one, 0, 4)).isEqualTo(mark.pairing().of(other, 0, 4));
  }

  private static int[] text(Mark mark, int length, int seed) {
    var random = new SplittableRandom(seed);
    var text = new MarkedText(mark, new int[0], random);
    for (int i = 0; i < length; i++) {
      double[] p = new double[500];
      for (int j = 0; j < 10; j++) {
        p[random.nextInt(500)] += 0.1;
      }
      text.next(p);
    }
    return text.reply();
  }

  private static String bits(long bits) {
    return bits(bits, 30);
  }

  private static String bits(long bits, int depth) {
    var out = new StringBuilder();
    for (int l = 0; l < depth; l++) {
      out.append((bits >>> l) & 1);
    }
    return out.toString();
  }

  private static List<String> golden(int column) throws IOException {
    try (var in = SynthIdTest.class.getResourceAsStream("synthid.txt")) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ")[column])
          .toList();
    }
  }
}
