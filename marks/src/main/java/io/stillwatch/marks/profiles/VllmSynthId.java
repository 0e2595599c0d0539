// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Law;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Places;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.Reach;
import io.stillwatch.marks.Step;

/// SynthID on vLLM's Philox hash: the bit of layer l is bit l of the candidate's word.
///
/// @param window tokens of context, 1 to 64; the engine's default is 4
/// @param depth layers, at most the 32 bits of a word
/// @param scoring of the bits
public record VllmSynthId(int window, int depth, SynthIdScore scoring) implements Profile {
  private static final Card CARD =
      new Card(
          "vLLM, a pull request with SynthID on Philox, at 0265d6b",
          "one key an engine; a request can only opt out",
          "the served model's; the reply's own token ids",
          Standing.VERIFIED,
          "Not known to be merged: what is released may differ. Deeper marks than 32 layers are not known.");

  public VllmSynthId {
    window = Reach.checked(window);
    if (depth < 1 || depth > Integer.SIZE) {
      throw new IllegalArgumentException("1 to 32 layers, not " + depth);
    }
  }

  @Override
  public String name() {
    return "vllm-synthid";
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
    return scoring.law(depth);
  }

  @Override
  public int keyWords() {
    return 1;
  }

  @Override
  public Mark under(Key key) {
    return new Keyed(this, key, new VllmWords(Words.only(this, key), window), scoring.of(depth));
  }

  /// The mark under a key.
  record Keyed(VllmSynthId profile, Key key, VllmWords words, SynthIdScore.Scoring scoring)
      implements Mark {
    @Override
    public Step after(int[] ids, int from, int to) {
      return new At(words.after(ids, from, to), profile.depth, scoring);
    }

    @Override
    public void scores(Places places, double[] scores) {
      int[] drawn = words.words(places);
      for (int i = 0; i < drawn.length; i++) {
        scores[i] = scoring.of(drawn[i] & ((1L << profile.depth) - 1));
      }
    }
  }

  /// One context.
  static final class At extends Tournament {
    private final VllmWords.State state;
    private final long mask;

    At(VllmWords.State state, int depth, SynthIdScore.Scoring scoring) {
      super(depth, scoring);
      this.state = state;
      mask = (1L << depth) - 1;
    }

    @Override
    long bits(int candidate) {
      return state.word(candidate) & mask;
    }
  }
}
