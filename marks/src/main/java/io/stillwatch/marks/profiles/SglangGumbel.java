// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Law;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.Reach;
import io.stillwatch.marks.Step;

/// SGLang's Gumbel-max mark on MurmurHash3 (pull request 37577), with one key or two. With two, a
/// keyed coin says for each context whose turn it is.
///
/// Two contexts can share the 32-bit hash of a context; pairs are told apart by their tokens.
///
/// @param window tokens of context, 1 to 64
/// @param mix the share of contexts that the first key marks; 1 with one key
public record SglangGumbel(int window, double mix) implements Profile {
  private static final Card CARD =
      new Card(
          "SGLang, pull request 37577",
          "each request may bring its own (watermark.key); with two keys, a server's",
          "the served model's; the reply's own token ids",
          Standing.VERIFIED,
          "The context includes the prompt's last tokens: without the prompt, the first tokens of a reply are not scored."
              + " At most 4,096 contexts of a request are marked, steps above max_probability not at all.");

  public SglangGumbel {
    window = Reach.checked(window);
    if (!(mix > 0 && mix <= 1)) {
      throw new IllegalArgumentException("a share above 0 and at most 1, not " + mix);
    }
  }

  /// The profile with one key.
  public SglangGumbel(int window) {
    this(window, 1);
  }

  @Override
  public String name() {
    return mix == 1 ? "sglang-gumbel" : "sglang-dual-gumbel";
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
    return new Law.Exponential();
  }

  @Override
  public int keyWords() {
    return mix == 1 ? 1 : 2;
  }

  @Override
  public Mark under(Key key) {
    long[] words = Words.all(this, key);
    long second = mix == 1 ? words[0] : words[1];
    return new Keyed(this, key, words[0], second, (long) Math.floor(mix * 0x1p32));
  }

  /// A 32-bit hash as a uniform that is neither 0 nor 1.
  static double uniform(int hash) {
    return (Integer.toUnsignedLong(hash) + 0.5) / 0x1p32;
  }

  static int hash(long key, int context, int token) {
    return new Murmur3().add(key).add(context).add(token).end();
  }

  /// The mark under a key.
  record Keyed(SglangGumbel profile, Key key, long a, long b, long bar) implements Mark {
    @Override
    public Step after(int[] ids, int from, int to) {
      int context = new Murmur3().add(ids, from, to).end();
      long turn = turnOf(context);
      return (Uniforms) candidate -> uniform(hash(turn, context, candidate));
    }

    @Override
    public double score(int[] ids, int from, int at) {
      int context = new Murmur3().add(ids, from, at).end();
      return -Math.log1p(-uniform(hash(turnOf(context), context, ids[at])));
    }

    /// The key that marks after a context.
    long turnOf(int context) {
      if (profile.keyWords() == 1) {
        return a;
      }
      int coin = new Murmur3().add(a).add(b).add(context).end();
      return Integer.toUnsignedLong(coin) < bar ? a : b;
    }
  }
}
