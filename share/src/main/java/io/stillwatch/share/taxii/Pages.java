// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stillwatch.store.shelf.Shelf;
import io.stillwatch.store.shelf.Sieve;
import java.util.UUID;
import java.util.function.Supplier;

/// Answers that were given and still hold, because nothing was added or removed since: peers ask
/// the same again and again. Every request asks the shelf for its generation, so that no replica
/// answers with what another has changed.
final class Pages {
  private static final long CHARACTERS_MOST = Runtime.getRuntime().maxMemory() / 16;

  /// What an entry takes beside its text.
  private static final int AROUND = 512;

  private final Shelf shelf;
  private final Cache<Key, Given> given =
      Caffeine.newBuilder()
          .maximumWeight(CHARACTERS_MOST)
          .weigher((Key key, Given one) -> one.answer().body().length() + AROUND)
          .build();

  Pages(Shelf shelf) {
    this.shelf = shelf;
  }

  /// A question.
  ///
  /// @param list what of it is told, such as `objects` or `manifest`
  record Key(UUID collection, String list, Sieve sieve) {}

  private record Given(long generation, Answer answer) {}

  /// The answer as it is now.
  ///
  /// @param answer finds it out
  Answer of(Key key, Supplier<Answer> answer) {
    long generation = shelf.generation();
    Given last = given.getIfPresent(key);
    if (last != null && last.generation() == generation) {
      return last.answer();
    }
    Answer fresh = answer.get();
    given.put(key, new Given(generation, fresh));
    return fresh;
  }
}
