// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.text;

import io.stillwatch.arena.chance.Chance;
import java.util.HashMap;
import java.util.Map;

/// One text while it is being made: the words so far and the choices to be said again.
final class Telling {
  final Chance chance;
  final StringBuilder words;
  private final Map<String, String> values;
  private Map<String, String> again = Map.of();

  /// @param words where the text goes, behind what is there
  Telling(StringBuilder words, Chance chance, Map<String, String> values) {
    this.words = words;
    this.chance = chance;
    this.values = values;
  }

  void value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("a frame asks for the value " + name);
    }
    words.append(value);
  }

  /// Says what was said under this key before, or says it now and remembers it.
  void again(String key, Runnable say) {
    String known = again.get(key);
    if (known != null) {
      words.append(known);
      return;
    }
    int from = words.length();
    say.run();
    if (again.isEmpty()) {
      again = new HashMap<>();
    }
    again.put(key, words.substring(from));
  }

  void capital(Runnable say) {
    int from = words.length();
    say.run();
    if (words.length() > from) {
      words.setCharAt(from, Character.toUpperCase(words.charAt(from)));
    }
  }
}
