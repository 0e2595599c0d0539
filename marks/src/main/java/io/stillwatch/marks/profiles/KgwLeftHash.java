// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Law;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Pairing;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.Reach;
import io.stillwatch.marks.Step;

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
    return new Keyed(this, key);
  }

  int greens() {
    return (int) (vocabulary * gamma);
  }

  /// The mark under a key. It keeps the lists of the contexts it has met, up to [GreenLists#ROOM].
  static final class Keyed implements Mark {
    private final KgwLeftHash profile;
    private final Key key;
    private final GreenLists lists;

    Keyed(KgwLeftHash profile, Key key) {
      this.profile = profile;
      this.key = key;
      long word = Words.only(profile, key);
      int room = (int) (GreenLists.ROOM * Byte.SIZE / profile.vocabulary);
      var shuffle = new Shuffle(profile.vocabulary, profile.greens());
      lists = new GreenLists(profile.vocabulary, room, shuffle, last -> KgwSeed.left(word, last));
    }

    @Override
    public Profile profile() {
      return profile;
    }

    @Override
    public Key key() {
      return key;
    }

    @Override
    public Pairing pairing() {
      return PAIRING;
    }

    @Override
    public Step after(int[] ids, int from, int to) {
      long[] green = to > from ? lists.after(ids[to - 1]) : new long[0];
      return (GreenList) candidate -> GreenLists.has(green, candidate);
    }

    @Override
    public double score(int[] ids, int from, int at) {
      return lists.green(ids[at - 1], ids[at]) ? 1 : 0;
    }
  }
}
