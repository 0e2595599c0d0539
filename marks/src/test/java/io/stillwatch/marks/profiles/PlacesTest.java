// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Places;
import io.stillwatch.marks.Profile;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a mark scores at many places at once is what it scores one by one, to the last bit.
class PlacesTest {
  static Stream<String> profiles() {
    return Stream.concat(
        Profiles.all().stream().map(Profile::name),
        Stream.of(
            "vllm-gumbel:window=1",
            "vllm-gumbel:window=7",
            "vllm-dual-gumbel:window=2,alpha=0.3",
            "vllm-red-green:gamma=0.7",
            "google-synthid:score=weighted-mean,depth=7",
            "hf-synthid-cpu:score=bayesian,window=2"));
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void manyPlacesScoreAsOneByOne(String words) {
    Profile profile = Profiles.of(words);
    Mark mark = profile.under(Key.decoy(3, 9, profile.keyWords()));
    var random = new SplittableRandom(8);
    int[] ids = random.ints(600, 0, 32_000).toArray();
    double[] scores = new double[Places.MOST];
    for (int size : new int[] {Places.MOST, 1, 0, 77}) {
      var places = new Places(ids);
      for (int i = 0; i < size; i++) {
        int at = 70 + random.nextInt(500);
        int shortest = words.contains("kgw") || words.contains("textseal") ? 1 : 0;
        places.add(at - Math.max(shortest, random.nextInt(profile.reach().window() + 1)), at);
      }
      mark.scores(places, scores);
      for (int i = 0; i < size; i++) {
        assertThat(scores[i]).isEqualTo(mark.score(ids, places.from(i), places.at(i)));
      }
    }
  }

  @Test
  void lanesArePhilox() {
    var random = new SplittableRandom(4);
    var lanes = new Lanes(37);
    int[][] in = new int[37][];
    for (int i = 0; i < in.length; i++) {
      in[i] = random.ints(6).toArray();
      lanes.set(i, in[i][0], in[i][1], in[i][2], in[i][3]);
      lanes.key(i, in[i][4], in[i][5]);
    }
    lanes.run();
    for (int i = 0; i < in.length; i++) {
      Philox one = new Philox(in[i][0], in[i][1], in[i][2], in[i][3]).under(in[i][4], in[i][5]);
      for (int w = 0; w < 4; w++) {
        assertThat(lanes.word(i, w)).isEqualTo(one.word(w));
      }
    }
  }
}
