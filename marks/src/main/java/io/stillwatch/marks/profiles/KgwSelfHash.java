// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Law;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Pairing;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.Reach;
import io.stillwatch.marks.Step;
import io.stillwatch.stats.Mix;

/// The red-green mark of transformers with `selfhash`: the candidate takes part in its own seed,
/// the least product over the context.
///
/// The least product often belongs to the candidate alone or to one context token, so that
/// different contexts share one seed. Pairs are counted by seed and candidate, under each key anew:
/// counted by tokens, the same toss would be taken for many.
///
/// @param vocabulary how many tokens the model's output layer has
/// @param window tokens of context before the candidate; 3 with the library's default width of 4
/// @param gamma share of green tokens; the library's default is 0.25
public record KgwSelfHash(int vocabulary, int window, double gamma) implements Profile {
  private static final int TABLE = 1_000_003;
  private static final Card CARD =
      new Card(
          "transformers, WatermarkingConfig, seeding_scheme selfhash, on a CPU",
          "one key a call of generate; the default 15485863 is public",
          "the model's own; the size of its output layer matters",
          Standing.VERIFIED,
          "A GPU draws other permutations. Only the 40 likeliest candidates of a step are tried, so that text without"
              + " choice is unmarked. Slow: a permutation for every pair.");

  public KgwSelfHash {
    vocabulary = KgwLeftHash.checkedVocabulary(vocabulary);
    window = Reach.checked(window);
    gamma = new Law.Coins(gamma, 1).chance();
  }

  @Override
  public String name() {
    return "hf-kgw-self";
  }

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Reach reach() {
    return new Reach(window, Reach.Start.PROMPT);
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

  /// The mark under a key; holds 4 MB.
  static final class Keyed implements Mark {
    private final KgwSelfHash profile;
    private final Key key;
    private final long word;
    private final int[] table;
    private final Pairing pairing = this::pair;

    Keyed(KgwSelfHash profile, Key key) {
      this.profile = profile;
      this.key = key;
      word = Words.only(profile, key);
      table = Permutation.first(KgwSeed.ofSigned(word), TABLE, TABLE);
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
    public boolean sharesTosses() {
      return true;
    }

    @Override
    public Pairing pairing() {
      return pairing;
    }

    @Override
    public Step after(int[] ids, int from, int to) {
      int[] context = java.util.Arrays.copyOfRange(ids, from, to);
      return (GreenList)
          candidate -> green(least(context, 0, context.length, candidate), candidate);
    }

    @Override
    public double score(int[] ids, int from, int at) {
      return green(least(ids, from, at, ids[at]), ids[at]) ? 1 : 0;
    }

    /// The least product over the context and the candidate, signed and wrapping.
    long least(int[] ids, int from, int to, int candidate) {
      long last = table[candidate % TABLE] + 1L;
      long least = word * last * last;
      for (int i = from; i < to; i++) {
        least = Math.min(least, word * (table[ids[i] % TABLE] + 1L) * last);
      }
      return least;
    }

    private boolean green(long least, int candidate) {
      int count = (int) (profile.vocabulary * profile.gamma);
      return Permutation.early(KgwSeed.ofSigned(least), profile.vocabulary, count, candidate);
    }

    /// Where the window is not full, the library marks nothing.
    private long pair(int[] ids, int from, int at) {
      if (at - from < profile.window) {
        return Pairing.NONE;
      }
      return Mix.of(least(ids, from, at, ids[at]), ids[at]);
    }
  }
}
