// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Law;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.Reach;
import io.stillwatch.marks.Step;
import io.stillwatch.marks.SteppedLaw;

/// Meta's TextSeal, Gumbel-max on a hash of primes with 8,191 values (repository at 2c63fb8).
///
/// @param window tokens of context, 1 to 10
public record TextSeal(int window) implements Profile {
  private static final int VALUES = 8191;
  private static final SteppedLaw LAW = new SteppedLaw(VALUES);
  private static final Card CARD =
      new Card(
          "facebookresearch/textseal at 2c63fb8",
          "a configuration's",
          "the model's own",
          Standing.VERIFIED,
          "Only 8,191 uniforms: a Gamma tail is wrong far out. Its own scorer takes the end of a text for the"
              + " context of its beginning; here the first tokens are not scored.");

  private static final long[] PRIMES = {
    10000019, 10000247, 10000439, 10000643, 10000747, 10000867, 10000993, 10001213, 10001357,
    10001501
  };
  private static final long TOKEN = 100000007;
  private static final long KEY = 500001713;
  private static final long MIX = 15485863L * 40499;
  private static final int SHIFT = 13;

  public TextSeal {
    if (window < 1 || window > PRIMES.length) {
      throw new IllegalArgumentException("1 to 10 tokens of context, not " + window);
    }
  }

  @Override
  public String name() {
    return "textseal";
  }

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Reach reach() {
    return new Reach(window, Reach.Start.SKIPPED);
  }

  @Override
  public Law law() {
    return LAW;
  }

  @Override
  public int keyWords() {
    return 1;
  }

  @Override
  public Mark under(Key key) {
    return new Keyed(this, key, Words.only(this, key) * KEY);
  }

  /// The mark under a key.
  record Keyed(TextSeal profile, Key key, long keyed) implements Mark {
    @Override
    public Step after(int[] ids, int from, int to) {
      long context = context(ids, from, to);
      return new At(context);
    }

    @Override
    public double score(int[] ids, int from, int at) {
      return LAW.value(value(context(ids, from, at), ids[at]));
    }

    private long context(int[] ids, int from, int to) {
      long sum = keyed;
      for (int i = from; i < to; i++) {
        sum += PRIMES[i - from] * ids[i];
      }
      return sum;
    }
  }

  /// The hash of a candidate, 0 to 8190.
  static int value(long context, int token) {
    long h = (context + TOKEN * token) * MIX;
    return (int) Math.floorMod(h ^ (h >> SHIFT), (long) VALUES);
  }

  /// One context.
  record At(long context) implements Uniforms {
    @Override
    public double uniform(int candidate) {
      return (double) value(context, candidate) / VALUES;
    }

    @Override
    public double score(int candidate) {
      return LAW.value(value(context, candidate));
    }
  }
}
