// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.keys.KeyScope;
import io.stillwatch.marks.keys.MasterKey;
import io.stillwatch.stats.SipHash;
import java.util.ArrayList;
import java.util.List;

/// Codewords over `slots` places of `letters` letters. A holder's n-th request uses the key of one
/// slot and of the holder's letter there, so that `slots * letters` keys are tested instead of one
/// for each holder. A document has one holder, so that codes against colluders are not needed.
///
/// Account keys are personal data. A codebook of campaigns is not; prefer it.
public final class Codebook {
  /// What comes after a profile's name in the scope of a codebook's secret.
  public static final String SUFFIX = ".codes";

  /// How many words a codebook's secret has.
  public static final int WORDS = 4;

  /// The size that false names were measured at.
  private static final int SLOTS = 24;

  private static final int LETTERS = 8;

  private final int slots;
  private final int letters;
  private final SipHash code;
  private final SipHash keys;
  private final int words;

  /// @param slots places of a codeword, 1 to 4096
  /// @param letters keys of a slot, 2 to 256
  /// @param secret what both codewords and keys are drawn from
  /// @param words how many words the profile's key has
  public Codebook(int slots, int letters, Key secret, int words) {
    if (slots < 1 || slots > 4096 || letters < 2 || letters > 256) {
      throw new IllegalArgumentException(
          "1 to 4096 slots of 2 to 256 letters, not %d of %d".formatted(slots, letters));
    }
    if (secret.words().size() < 4) {
      throw new IllegalArgumentException("the secret of a codebook has four words");
    }
    this.slots = slots;
    this.letters = letters;
    this.words = words;
    code = new SipHash(secret.words().get(0), secret.words().get(1));
    keys = new SipHash(secret.words().get(2), secret.words().get(3));
  }

  /// The codebook of a scope, of 24 slots of 8 letters.
  ///
  /// @param scope a key's; the codebook's own is [#scope]
  /// @param words how many words the profile's key has
  public static Codebook of(MasterKey master, KeyScope scope, int words) {
    return of(master.derive(scope(scope), WORDS), words);
  }

  /// The codebook of a secret of four words, of 24 slots of 8 letters.
  public static Codebook of(Key secret, int words) {
    return new Codebook(SLOTS, LETTERS, secret, words);
  }

  /// The scope of a codebook's secret beside that of a plain key: no key follows from both.
  public static KeyScope scope(KeyScope plain) {
    return new KeyScope(plain.profile() + SUFFIX, plain.tenant(), plain.campaign(), plain.epoch());
  }

  /// How many slots there are.
  public int slots() {
    return slots;
  }

  /// How many letters a slot has.
  public int letters() {
    return letters;
  }

  /// The letter of a holder in a slot.
  public int letter(String holder, int slot) {
    byte[] place = (slot + " " + holder).getBytes(UTF_8);
    return (int) Long.remainderUnsigned(code.hash(place, 0, place.length), letters);
  }

  /// The key that marks in a slot for a letter.
  public Key key(int slot, int letter) {
    List<Long> list = new ArrayList<>(words);
    for (int w = 0; w < words; w++) {
      byte[] place = (slot + " " + letter + " " + w).getBytes(UTF_8);
      list.add(keys.hash(place, 0, place.length) >>> 1);
    }
    return new Key("slot " + slot + " letter " + letter, list);
  }

  /// The slot of a request, by its identifier.
  public int slot(String request) {
    byte[] bytes = request.getBytes(UTF_8);
    return (int) Long.remainderUnsigned(code.hash(bytes, 0, bytes.length), slots);
  }

  /// The key that a request of a holder is served under.
  public Key keyFor(String holder, String request) {
    int slot = slot(request);
    return key(slot, letter(holder, slot));
  }
}
