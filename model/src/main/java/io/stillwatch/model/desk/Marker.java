// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model.desk;

import io.stillwatch.model.Text;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Changes requests so that their replies carry a watermark. Called on event loops: it answers from
/// memory, and any number of threads may ask.
public interface Marker {
  /// Every request stays as it is.
  Marker NONE = (key, account) -> Optional.empty();

  /// How a request is changed.
  ///
  /// @param key name of the watermark key that applies ([Answer.Go]); empty when no decision marks
  ///   the account
  /// @param account whose request it is
  /// @return empty when the request stays as it is
  Optional<Marking> under(String key, String account);

  /// How requests under one key are changed. It sees some members of a request and no words.
  interface Marking {
    /// Whether a member of a request's object may have to change; all others stay byte for byte.
    boolean touches(String member);

    /// What goes on in place of the members that it touches.
    ///
    /// @param members those that the request has, as one JSON object
    /// @return JSON by name; what is not in it is taken out
    SortedMap<String, String> rewritten(String members);

    /// Takes what was said to such a request, or its beginning. Not on an event loop, and at once.
    ///
    /// @param tokens ids of it, as the engine told them; empty when it told none
    default void served(Text reply, List<Integer> tokens) {}
  }
}
