// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Law;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.Reach;
import io.stillwatch.marks.Step;
import io.stillwatch.model.crypto.Sha256;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/// vLLM's `dual_key_gumbel`: two keys are derived from one, and a coin takes the second with a
/// chance of `alpha`, so that replies to one prompt differ. The detector adds both scores.
///
/// @param window tokens of context, 1 to 64; the engine's default is 4
/// @param alpha chance of the second key, above 0 and below 1; the engine's default is 0.1
public record VllmDualGumbel(int window, double alpha) implements Profile {
  private static final Card CARD =
      new Card(
          "vLLM 0.30 and later, --watermark-algorithm dual_key_gumbel",
          "one key an engine; a request can only opt out (watermarking: false)",
          "the served model's; the reply's own token ids",
          Profile.Standing.CONTRACT,
          "The derivation of both keys and the hash are bit-exact; which of both marked a token is not known,"
              + " so that it takes more tokens than one key. As vllm-gumbel for what is unmarked.");

  public VllmDualGumbel {
    window = Reach.checked(window);
    alpha = new Law.TwoExponentials(alpha).share();
  }

  @Override
  public String name() {
    return "vllm-dual-gumbel";
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
    return new Law.TwoExponentials(alpha);
  }

  @Override
  public int keyWords() {
    return 1;
  }

  @Override
  public Mark under(Key key) {
    long word = Words.only(this, key);
    return new Keyed(
        this,
        key,
        new VllmWords(derived("key_a", word), window),
        new VllmWords(derived("key_b", word), window));
  }

  /// The first eight bytes, big endian, of SHA-256 over the name and the key.
  static long derived(String name, long key) {
    byte[] word = ByteBuffer.allocate(Long.BYTES).putLong(key).array();
    return ByteBuffer.wrap(Sha256.of(name.getBytes(US_ASCII), word)).getLong();
  }

  /// The mark under a key.
  record Keyed(VllmDualGumbel profile, Key key, VllmWords a, VllmWords b) implements Mark {
    @Override
    public Step after(int[] ids, int from, int to) {
      return new At(
          profile.alpha,
          new VllmGumbel.At(a.after(ids, from, to)),
          new VllmGumbel.At(b.after(ids, from, to)));
    }
  }

  /// One context.
  record At(double alpha, VllmGumbel.At a, VllmGumbel.At b) implements Step {
    @Override
    public double score(int candidate) {
      return (1 - alpha) * a.score(candidate) + alpha * b.score(candidate);
    }

    @Override
    public int draw(double[] probabilities, RandomGenerator coin) {
      return (coin.nextDouble() < alpha ? b : a).draw(probabilities, coin);
    }
  }
}
