// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Law;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.Reach;
import io.stillwatch.marks.Step;
import io.stillwatch.model.crypto.Sha256;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// SynthID as google-deepmind/synthid-text has it on its main branch: no table, a start value from
/// SHA-256 over the keys, and twelve more rounds of the hash. Another mark than transformers',
/// under the same name and keys.
///
/// @param window one less than the n-gram; the library's default n-gram is 5
/// @param depth layers, one key word each
/// @param scoring of the bits
public record GoogleSynthId(int window, int depth, SynthIdScore scoring) implements Profile {
  private static final Card CARD =
      new Card(
          "google-deepmind/synthid-text, main at addb4a1",
          "the constructor's",
          "the model's own; the reply's own token ids",
          Standing.VERIFIED,
          "Not what transformers ships under the same name. The first tokens and repeated contexts are unmarked.");

  public GoogleSynthId {
    window = Reach.checked(window);
    depth = SynthIdHash.checkedDepth(depth);
  }

  @Override
  public String name() {
    return "google-synthid";
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
    return scoring.law(depth);
  }

  @Override
  public int keyWords() {
    return depth;
  }

  @Override
  public Mark under(Key key) {
    return new Keyed(this, key, new Layers(Words.all(this, key)), scoring.of(depth));
  }

  /// The start value: SHA-256 over the keys, as eight bytes each, low byte first; read as one big
  /// number, modulo 2^63 - 1.
  static long start(long[] keys) {
    var bytes = ByteBuffer.allocate(keys.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(keys);
    var digest = new BigInteger(1, Sha256.of(bytes.array()));
    return digest.mod(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
  }

  /// The keys of all layers.
  static final class Layers {
    private static final int ROUNDS = 12;
    private static final int SHIFT = 5;
    private static final int BIT = 30;

    private final long[] keys;
    private final long start;

    Layers(long[] keys) {
      this.keys = keys;
      start = start(keys);
    }

    long over(int[] ids, int from, int to) {
      return SynthIdHash.over(start, ids, from, to);
    }

    long bits(long ngram) {
      long bits = 0;
      for (int l = 0; l < keys.length; l++) {
        long k = SynthIdHash.add(ngram, keys[l]);
        for (int i = 0; i < ROUNDS; i++) {
          k = SynthIdHash.add(k, 1) >> SHIFT;
        }
        bits |= ((k >> BIT) & 1) << l;
      }
      return bits;
    }
  }

  /// The mark under a key.
  record Keyed(GoogleSynthId profile, Key key, Layers layers, SynthIdScore.Scoring scoring)
      implements Mark {
    @Override
    public double score(int[] ids, int from, int at) {
      return scoring.of(layers.bits(layers.over(ids, from, at + 1)));
    }

    @Override
    public Step after(int[] ids, int from, int to) {
      long context = layers.over(ids, from, to);
      return new Tournament(profile.depth, scoring) {
        @Override
        long bits(int candidate) {
          return layers.bits(SynthIdHash.add(context, candidate));
        }
      };
    }
  }
}
