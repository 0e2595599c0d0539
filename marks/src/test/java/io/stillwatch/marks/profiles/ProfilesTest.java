// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Law;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.MarkedText;
import io.stillwatch.marks.Passage;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.Scorer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every profile of the registry keeps.
class ProfilesTest {
  private static final int VOCABULARY = 120;

  static Stream<Profile> profiles() {
    return Stream.concat(
        Profiles.all().stream().filter(p -> !p.name().startsWith("hf-kgw")),
        Stream.of(
            Profiles.of("hf-kgw-left:vocabulary=120"), Profiles.of("hf-kgw-self:vocabulary=120")));
  }

  @Test
  void theRegistryHoldsEveryProfileOnceByItsOwnName() {
    assertThat(Profiles.all()).extracting(Profile::name).doesNotHaveDuplicates().hasSize(14);
    assertThat(Profiles.all())
        .allSatisfy(p -> assertThat(Profiles.of(p.name())).isEqualTo(p))
        .allSatisfy(p -> assertThat(p.card().cannotKnow()).isNotBlank());
  }

  @Test
  void onlyTheGuessedTableIsUnverified() {
    assertThat(Profiles.all())
        .filteredOn(p -> p.card().standing() == Profile.Standing.UNVERIFIED)
        .extracting(Profile::name)
        .containsExactly("hf-synthid-cuda");
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void textOfItsOwnIsFoundAndTextOfAnotherKeyIsNot(Profile profile) {
    Mark mark = profile.under(Key.decoy(1, 1, profile.keyWords()));
    Mark wrong = profile.under(Key.decoy(1, 2, profile.keyWords()));
    var scorer = new Scorer(List.of(mark, wrong), 100_000);
    for (int seed = 0; seed < 12; seed++) {
      scorer.add(Passage.of(text(mark, seed)));
    }

    assertThat(scorer.tally(mark).logP()).isLessThan(-15);
    assertThat(scorer.tally(mark).logPWeightedBound()).isLessThan(-10);
    assertThat(scorer.tally(mark).logE()).isGreaterThan(10);
    assertThat(scorer.tally(wrong).logP()).isGreaterThan(-8);
    assertThat(scorer.tally(wrong).logE()).isLessThan(5);
  }

  /// One fixed text, 400 random keys: the law of a score promises its mean and variance.
  @ParameterizedTest
  @MethodSource("profiles")
  void underRandomKeysTheScoresKeepTheirLaw(Profile profile) {
    var random = new SplittableRandom(9);
    int keys = profile.name().equals("hf-kgw-self") ? 60 : 400;
    List<Passage> text = Stream.generate(() -> Passage.of(zipf(random, 300))).limit(4).toList();
    double z2 = 0;
    double z1 = 0;
    for (int k = 0; k < keys; k++) {
      Mark mark = profile.under(Key.decoy(3, k, profile.keyWords()));
      var scorer = new Scorer(List.of(mark), 100_000);
      text.forEach(scorer::add);
      var tally = scorer.tally(mark);
      Law law = profile.law();
      double sd = Math.sqrt(law.curvature(0) * tally.weights().sum(2));
      double z = (tally.weighted() - law.slope(0) * tally.weights().sum(1)) / sd;
      z1 += z / keys;
      z2 += z * z / keys;
    }

    assertThat(z1).as("mean z").isBetween(-0.45, 0.45);
    assertThat(z2).as("mean square of z").isBetween(0.5, 1.6);
  }

  @Test
  void aSettingThatAProfileLacksIsRefused() {
    assertThatThrownBy(() -> Profiles.of("vllm-gumbel:depth=3"))
        .hasMessage("vllm-gumbel has no setting depth; it has window");
    assertThatThrownBy(() -> Profiles.of("vllm-gumbel:window=x"))
        .hasMessage("vllm-gumbel: window is x; it takes a number");
    assertThatThrownBy(() -> Profiles.of("vllm-gumbel:window=65"))
        .hasMessage("a window of 1 to 64 tokens, not 65");
    assertThatThrownBy(() -> Profiles.of("unigram"))
        .hasMessageStartingWith("no profile unigram; there are hf-");
  }

  private static int[] text(Mark mark, int seed) {
    var random = new SplittableRandom(seed);
    var text = new MarkedText(mark, new int[] {3, 1, 4, 1, 5}, random);
    for (int i = 0; i < 150; i++) {
      double[] p = new double[VOCABULARY];
      for (int j = 0; j < 10; j++) {
        p[1 + random.nextInt(VOCABULARY - 1)] += 0.1;
      }
      text.next(p);
    }
    return text.reply();
  }

  private static int[] zipf(SplittableRandom random, int length) {
    return random
        .doubles(length)
        .mapToInt(u -> (int) Math.min(VOCABULARY - 1.0, Math.exp(u * Math.log(VOCABULARY))))
        .toArray();
  }
}
