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

/// SynthID as transformers 4.46 and later ship it: bits come from a table of 65,536 that is drawn
/// once. **The table is drawn on the model's device**: a GPU's is another one than a CPU's, under
/// the same keys.
///
/// The 16 low bits of the n-gram's hash decide all layers, whatever the key. So there are only
/// 65,536 different pairs, and pairs are counted by those bits: who counts by tokens takes repeated
/// draws for new ones.
///
/// @param window one less than the n-gram; the library's default n-gram is 5
/// @param depth layers, one key word each
/// @param device where the table was drawn
/// @param scoring of the bits
public record HfSynthId(int window, int depth, Device device, SynthIdScore scoring)
    implements Profile {
  private static final Pairing LOW_BITS =
      (ids, from, at) ->
          Mix.mix64(1 + (SynthIdHash.over(1, ids, from, at + 1) & SynthIdTable.MASK));

  public HfSynthId {
    window = Reach.checked(window);
    depth = SynthIdHash.checkedDepth(depth);
  }

  /// Where the table was drawn.
  public enum Device {
    /// From the Mersenne Twister.
    CPU,
    /// From Philox, as far as we can guess.
    CUDA
  }

  @Override
  public String name() {
    return device == Device.CPU ? "hf-synthid-cpu" : "hf-synthid-cuda";
  }

  @Override
  public Card card() {
    return new Card(
        "transformers 4.46 and later, SynthIDTextWatermarkingConfig, table drawn on "
            + (device == Device.CPU ? "a CPU" : "a GPU"),
        "one list of keys a call of generate",
        "the model's own; the reply's own token ids",
        device == Device.CPU ? Standing.VERIFIED : Standing.UNVERIFIED,
        (device == Device.CPU
                ? "Text of a model on a GPU has another table and looks unmarked here."
                : "How a GPU draws the table is a guess that no GPU has confirmed: silence means nothing.")
            + " Only 65,536 pairs differ, so that more text than a few times that tells little more."
            + " The first tokens and repeated contexts are unmarked.");
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
    return new Keyed(
        this, key, new SynthIdTable.Layers(device, Words.all(this, key)), scoring.of(depth));
  }

  /// The mark under a key.
  record Keyed(HfSynthId profile, Key key, SynthIdTable.Layers layers, SynthIdScore.Scoring scoring)
      implements Mark {
    @Override
    public boolean sharesTosses() {
      return true;
    }

    @Override
    public Pairing pairing() {
      return LOW_BITS;
    }

    @Override
    public double score(int[] ids, int from, int at) {
      return scoring.of(layers.bits(SynthIdHash.over(1, ids, from, at + 1)));
    }

    @Override
    public Step after(int[] ids, int from, int to) {
      long context = SynthIdHash.over(1, ids, from, to);
      return new Tournament(profile.depth, scoring) {
        @Override
        long bits(int candidate) {
          return layers.bits(SynthIdHash.add(context, candidate));
        }
      };
    }
  }
}
