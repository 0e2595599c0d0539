// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.features;

import io.stillwatch.stats.LongSet;
import io.stillwatch.stats.Mix;

/// Sketches of texts that anybody may use: hashes of whole prompts, of the places of scaffolds, and
/// of stretches of text. Never words.
public final class PublicTexts {
  public static final PublicTexts NONE = new PublicTexts(new LongSet());

  private static final int SCAFFOLD = 1;
  private static final int PROMPT = 2;
  private static final int STRETCH = 3;

  private final LongSet hashes;

  /// @param hashes as [#scaffold], [#prompt] and [#stretch] give them
  public PublicTexts(LongSet hashes) {
    this.hashes = hashes;
  }

  /// Every hash that ties one scaffold's users together.
  public static long scaffold(long hash) {
    return Mix.of(hash, SCAFFOLD);
  }

  /// A whole message.
  public static long prompt(long hash) {
    return Mix.of(hash, PROMPT);
  }

  /// A fingerprint of a stretch of text.
  public static long stretch(long hash) {
    return Mix.of(hash, STRETCH);
  }

  /// The hash of a place of a scaffold; 0, which is absent, when it is public.
  long withoutPublic(long place) {
    return place != 0 && hashes.contains(scaffold(place)) ? 0 : place;
  }

  Hashes withoutPublic(Hashes places) {
    if (hashes.size() == 0) {
      return places;
    }
    var kept = new long[places.size()];
    int n = 0;
    for (int i = 0; i < kept.length; i++) {
      if (!hashes.contains(scaffold(places.get(i)))) {
        kept[n++] = places.get(i);
      }
    }
    return n == kept.length ? places : Hashes.copyOf(kept, n);
  }

  boolean holdsPrompt(long payload) {
    return payload != 0 && hashes.contains(prompt(payload));
  }

  /// Moves the fingerprints that are not public to the front, in their order.
  ///
  /// @return how many there are
  int withoutPublic(long[] fingerprints, int n) {
    if (hashes.size() == 0) {
      return n;
    }
    int kept = 0;
    for (int i = 0; i < n; i++) {
      if (!hashes.contains(stretch(fingerprints[i]))) {
        fingerprints[kept++] = fingerprints[i];
      }
    }
    return kept;
  }
}
