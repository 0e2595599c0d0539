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

/// vLLM's SBW (pull request 56859, arXiv 2609.03844): red and green tokens on Jenkins' integer hash
/// and Philox, for greedy decoding too.
///
/// With `selfhash` the seed is a least product, which different contexts share, so that pairs are
/// counted by seed and candidate, under each key anew; the oldest token of the window is never
/// looked at.
///
/// @param scheme how the context becomes a seed
/// @param gamma share of green tokens; the engine's default is 0.5
public record Sbw(Scheme scheme, double gamma) implements Profile {
  /// How the context becomes a seed.
  public enum Scheme {
    /// The last token alone, as the engine's generator has it: its own detector hashes it once more
    /// and cannot see the mark.
    LEFT,
    /// The least product over the candidate and the last three tokens.
    SELF
  }

  public Sbw {
    gamma = new Law.Coins(gamma, 1).chance();
  }

  @Override
  public String name() {
    return scheme == Scheme.LEFT ? "vllm-sbw-left" : "vllm-sbw-self";
  }

  @Override
  public Card card() {
    return new Card(
        "vLLM, pull request 56859, "
            + (scheme == Scheme.LEFT ? "lefthash as its generator has it" : "selfhash"),
        "one key an engine; keys of 2^63 and above overflow there",
        "the served model's; the reply's own token ids",
        Standing.CONTRACT,
        scheme == Scheme.LEFT
            ? "Generator and detector of the pull request disagree; a mended generator would look unmarked here."
            : "The engine has not confirmed it. Different contexts share one toss; that is counted once.");
  }

  @Override
  public Reach reach() {
    return new Reach(scheme == Scheme.LEFT ? 1 : 3, Reach.Start.PROMPT);
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

  /// Jenkins' integer hash of a token.
  static int hashed(int token) {
    int a = token + 1;
    a -= a << 6;
    a ^= a >> 17;
    a -= a << 9;
    a ^= a << 4;
    a -= a << 3;
    a ^= a << 10;
    return a ^ (a >> 15);
  }

  /// The mark under a key.
  static final class Keyed implements Mark {
    private static final int WORD = 0x7FFFFFFF;

    private final Sbw profile;
    private final Key key;
    private final long word;
    private final int bar;
    private final Pairing pairing;

    Keyed(Sbw profile, Key key) {
      this.profile = profile;
      this.key = key;
      word = Words.only(profile, key);
      bar = (int) Math.floor(profile.gamma * WORD);
      pairing = profile.scheme == Scheme.SELF ? this::pair : Keyed::left;
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
      return profile.scheme == Scheme.SELF;
    }

    @Override
    public Pairing pairing() {
      return pairing;
    }

    @Override
    public Step after(int[] ids, int from, int to) {
      int[] context = java.util.Arrays.copyOfRange(ids, from, to);
      return (GreenList) candidate -> green(seed(context, 0, context.length, candidate), candidate);
    }

    @Override
    public double score(int[] ids, int from, int at) {
      return green(seed(ids, from, at, ids[at]), ids[at]) ? 1 : 0;
    }

    long seed(int[] ids, int from, int to, int candidate) {
      if (profile.scheme == Scheme.LEFT) {
        return to == from ? 0 : word * ids[to - 1];
      }
      long own = hashed(candidate);
      long least = word * own * own;
      for (int i = from; i < to; i++) {
        least = Math.min(least, word * hashed(ids[i]) * own);
      }
      return least;
    }

    int word(long seed, int candidate) {
      var block = new Philox(candidate >>> 2, 0, 0, 0).under((int) seed, (int) (seed >>> 32));
      return block.word(candidate);
    }

    private boolean green(long seed, int candidate) {
      return (word(seed, candidate) & WORD) < bar;
    }

    private long pair(int[] ids, int from, int at) {
      if (at - from < profile.reach().window()) {
        return Pairing.NONE;
      }
      return Mix.of(seed(ids, from, at, ids[at]), ids[at]);
    }

    /// After the token 0 the seed is 0 under every key.
    private static long left(int[] ids, int from, int at) {
      return at == from || ids[at - 1] == 0 ? Pairing.NONE : Pairing.TOKENS.of(ids, from, at);
    }
  }
}
