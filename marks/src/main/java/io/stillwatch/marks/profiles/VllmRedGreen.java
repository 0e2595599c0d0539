// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Law;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Places;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.Reach;
import io.stillwatch.marks.Step;

/// Red and green tokens on vLLM's Philox hash: green where the uniform is below `gamma`.
///
/// @param window tokens of context, 1 to 64; the engine's default is 4
/// @param gamma share of green tokens; the engine's default is 0.25
public record VllmRedGreen(int window, double gamma) implements Profile {
  private static final Card CARD =
      new Card(
          "vLLM, a pull request with red-green on Philox, at 381f945",
          "one key an engine; a request can only opt out",
          "the served model's; the reply's own token ids",
          Standing.VERIFIED,
          "Not known to be merged: what is released may differ.");

  public VllmRedGreen {
    window = Reach.checked(window);
    gamma = new Law.Coins(gamma, 1).chance();
  }

  @Override
  public String name() {
    return "vllm-red-green";
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
    return new Law.Coins(gamma, 1);
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
  record Keyed(VllmRedGreen profile, Key key, VllmWords words) implements Mark {
    @Override
    public Step after(int[] ids, int from, int to) {
      VllmWords.State state = words.after(ids, from, to);
      return (GreenList) candidate -> green(state.word(candidate));
    }

    @Override
    public void scores(Places places, double[] scores) {
      int[] drawn = words.words(places);
      for (int i = 0; i < drawn.length; i++) {
        scores[i] = green(drawn[i]) ? 1 : 0;
      }
    }

    /// In single precision, as the engine compares.
    private boolean green(int word) {
      return VllmGumbel.uniform(word) < (float) profile.gamma;
    }
  }
}
