// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

import io.stillwatch.stats.Mix;
import java.util.ArrayList;
import java.util.List;

/// A secret that a mark is drawn from: one or more 64-bit words, as many as its profile asks for.
/// It prints as its name; the words never appear in a message.
///
/// @param name what reports call it; no secret
/// @param words the secret, in the order that the profile defines
public record Key(String name, List<Long> words) {
  public Key {
    words = List.copyOf(words);
    if (name.isBlank() || words.isEmpty()) {
      throw new IllegalArgumentException("a key has a name and at least one word");
    }
  }

  /// A key of given words.
  public static Key of(String name, long... words) {
    List<Long> list = new ArrayList<>(words.length);
    for (long word : words) {
      list.add(word);
    }
    return new Key(name, list);
  }

  /// The n-th random key of a seed: what the true key is ranked among. Decoys need to be
  /// independent of the text, not secret.
  ///
  /// @param words how many words the profile asks for
  public static Key decoy(long seed, int n, int words) {
    long state = Mix.of(seed, n);
    List<Long> list = new ArrayList<>(words);
    for (int i = 0; i < words; i++) {
      list.add(Mix.of(state, i));
    }
    return new Key("decoy", list);
  }

  /// The only word, or the first.
  public long first() {
    return words.getFirst();
  }

  @Override
  public String toString() {
    return name;
  }
}
