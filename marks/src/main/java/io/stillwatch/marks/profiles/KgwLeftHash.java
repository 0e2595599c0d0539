// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Law;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Pairing;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.Reach;
import io.stillwatch.marks.Step;
import java.util.BitSet;

/// The red-green mark of transformers (`WatermarkingConfig`, `lefthash`): the last token seeds a
/// permutation of the vocabulary, whose first share is green.
///
/// @param vocabulary how many tokens the model's output layer has
/// @param gamma share of green tokens; the library's default is 0.25
public record KgwLeftHash(int vocabulary, double gamma) implements Profile {
  private static final Card CARD =
      new Card(
          "transformers, WatermarkingConfig, seeding_scheme lefthash, on a CPU",
          "one key a call of generate; the default 15485863 is public",
          "the model's own; the size of its output layer matters",
          Standing.VERIFIED,
          "A GPU draws other permutations. After the token 0 every key has one list, so that nothing is scored there.");

  /// The context token 0 gives the seed 0 under every key.
  private static final Pairing PAIRING =
      (ids, from, at) ->
          at == from || ids[at - 1] == 0 ? Pairing.NONE : Pairing.TOKENS.of(ids, from, at);

  public KgwLeftHash {
    vocabulary = checkedVocabulary(vocabulary);
    gamma = new Law.Coins(gamma, 1).chance();
  }

  static int checkedVocabulary(int vocabulary) {
    if (vocabulary < 2 || vocabulary > 1 << 24) {
      throw new IllegalArgumentException(
          "a vocabulary of 2 to 16,777,216 tokens, not " + vocabulary);
    }
    return vocabulary;
  }

  @Override
  public String name() {
    return "hf-kgw-left";
  }

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Reach reach() {
    return new Reach(1, Reach.Start.PROMPT);
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
    return new Keyed(this, key, Words.only(this, key));
  }

  int greens() {
    return (int) (vocabulary * gamma);
  }

  /// The mark under a key.
  record Keyed(KgwLeftHash profile, Key key, long word) implements Mark {
    @Override
    public Pairing pairing() {
      return PAIRING;
    }

    @Override
    public Step after(int[] ids, int from, int to) {
      BitSet green = new BitSet(profile.vocabulary);
      if (to > from) {
        for (int id :
            Permutation.first(
                KgwSeed.left(word, ids[to - 1]), profile.vocabulary, profile.greens())) {
          green.set(id);
        }
      }
      return (GreenList) green::get;
    }

    @Override
    public double score(int[] ids, int from, int at) {
      int seed = KgwSeed.left(word, ids[at - 1]);
      return Permutation.early(seed, profile.vocabulary, profile.greens(), ids[at]) ? 1 : 0;
    }
  }
}
