// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Law;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Places;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.Reach;
import io.stillwatch.marks.Step;
import java.util.random.RandomGenerator;

/// vLLM's Gumbel-max mark, `gumbel`, with one key (pull request 54053, vLLM 0.30 and later).
///
/// @param window tokens of context, 1 to 64; the engine's default is 4
public record VllmGumbel(int window) implements Profile {
  private static final Card CARD =
      new Card(
          "vLLM 0.30 and later, --watermark-algorithm gumbel",
          "one key an engine; a request can only opt out (watermarking: false)",
          "the served model's; the reply's own token ids, for text that is tokenized again loses some",
          Standing.VERIFIED,
          "Temperature 0, beams, forced tool calls and text without choice are unmarked. Repeated contexts"
              + " of a request are unmarked. With the scope that also searches the prompt, the first"
              + " tokens are unmarked too.");

  public VllmGumbel {
    window = Reach.checked(window);
  }

  @Override
  public String name() {
    return "vllm-gumbel";
  }

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Reach reach() {
    return new Reach(window, Reach.Start.PADDED);
  }

  @Override
  public Law law() {
    return new Law.Exponential();
  }

  @Override
  public int keyWords() {
    return 1;
  }

  @Override
  public Mark under(Key key) {
    return new Keyed(this, key, new VllmWords(Words.only(this, key), window));
  }

  /// The mark under a key.
  record Keyed(VllmGumbel profile, Key key, VllmWords words) implements Mark {
    @Override
    public Step after(int[] ids, int from, int to) {
      return new At(words.after(ids, from, to));
    }

    @Override
    public void scores(Places places, double[] scores) {
      int[] drawn = words.words(places);
      for (int i = 0; i < drawn.length; i++) {
        scores[i] = -Math.log1p(-uniform(drawn[i]));
      }
    }
  }

  /// One context.
  record At(VllmWords.State state) implements Uniforms {
    @Override
    public double uniform(int candidate) {
      return VllmGumbel.uniform(state.word(candidate));
    }

    @Override
    public int draw(double[] probabilities, RandomGenerator coin) {
      int best = 0;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < probabilities.length; i += 4) {
        Philox block = state.block(i, 0);
        for (int j = i; j < Math.min(i + 4, probabilities.length); j++) {
          double race = Math.log(VllmGumbel.uniform(block.word(j))) / probabilities[j];
          if (probabilities[j] > 0 && race > most) {
            most = race;
            best = j;
          }
        }
      }
      return best;
    }
  }

  /// 24 bits of a word, centred so that neither 0 nor 1 occurs, in single precision as the engine
  /// has it.
  static double uniform(int word) {
    return (float) (((word >>> 8) + 1) / (0x1p24 + 1));
  }
}
