// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a script asks of a program here: names with values, each as often as it likes.
///
/// @param values by name, in the order given
record Options(Map<String, List<String>> values) {
  Options {
    values = Map.copyOf(values);
  }

  /// Reads `--name value --name value`.
  static Options of(String... args) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      if (!args[i].startsWith("--") || i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " is no option with a value");
      }
      values.computeIfAbsent(args[i].substring(2), _ -> new ArrayList<>()).add(args[i + 1]);
    }
    return new Options(values);
  }

  List<String> all(String name) {
    List<String> given = values.get(name);
    if (given == null) {
      throw new IllegalArgumentException("--" + name + " is missing");
    }
    return List.copyOf(given);
  }

  /// All values of an option that may be missing.
  List<String> any(String name) {
    return values.getOrDefault(name, List.of());
  }

  String one(String name) {
    return all(name).getLast();
  }

  int number(String name) {
    return Integer.parseInt(one(name));
  }
}
