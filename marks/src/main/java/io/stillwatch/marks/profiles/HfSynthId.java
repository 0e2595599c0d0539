// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Law;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Pairing;
import io.stillwatch.marks.Places;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.Reach;
import io.stillwatch.marks.Step;
import io.stillwatch.stats.Mix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
    return new Keyed(this, key);
  }

  /// The mark under a key; once it scores texts it holds 512 KB: 16 bits decide a score, so that
  /// each of the 65,536 is computed at most once.
  static final class Keyed implements Mark {
    private final HfSynthId profile;
    private final Key key;
    private final SynthIdTable.Layers layers;
    private final SynthIdScore.Scoring scoring;
    private double @Nullable [] known;

    Keyed(HfSynthId profile, Key key) {
      this.profile = profile;
      this.key = key;
      layers = new SynthIdTable.Layers(profile.device, Words.all(profile, key));
      scoring = profile.scoring.of(profile.depth);
    }

    @Override
    public Profile profile() {
      return profile;
    }

    @Override
    public Key key() {
      return key;
    }

    SynthIdTable.Layers layers() {
      return layers;
    }

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
    public void scores(Places places, double[] scores) {
      double[] table = known();
      for (int i = 0; i < places.size(); i++) {
        long ngram = SynthIdHash.over(1, places.ids(), places.from(i), places.at(i) + 1);
        int low = (int) (ngram & SynthIdTable.MASK);
        if (Double.isNaN(table[low])) {
          table[low] = scoring.of(layers.bits(low));
        }
        scores[i] = table[low];
      }
    }

    /// Threads that meet here write the same numbers.
    private double[] known() {
      double[] table = known;
      if (table == null) {
        table = new double[SynthIdTable.SIZE];
        Arrays.fill(table, Double.NaN);
        known = table;
      }
      return table;
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
