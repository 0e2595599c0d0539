// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.settings;

import io.stillwatch.respond.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/// A table of a file, which knows its place.
///
/// @param where file and name, such as `hub.toml: [peer.acme]`
/// @param toml what it holds
record HubTable(String where, TomlTable toml) {
  /// Reads a file.
  ///
  /// @param tables the names it may have at its top
  /// @throws BadSetting when it is no TOML, or has another table
  /// @throws IOException when it cannot be read
  static TomlParseResult file(Path file, List<String> tables) throws IOException {
    TomlParseResult toml = Toml.parse(Files.readString(file));
    if (toml.hasErrors()) {
      int line = toml.errors().getFirst().position().line();
      throw new BadSetting(file + ":" + line + " is not TOML");
    }
    for (String table : toml.keySet()) {
      if (!tables.contains(table)) {
        throw new BadSetting(file + ": there is no table " + table + Nearest.hint(table, tables));
      }
    }
    return toml;
  }

  /// @throws BadSetting when there is another key
  void knows(List<String> keys) {
    for (String key : toml.keySet()) {
      if (!keys.contains(key)) {
        throw bad("there is no setting " + key + Nearest.hint(key, keys));
      }
    }
  }

  /// A text or a number, as it was written; empty when there is none, or nothing in it.
  Optional<String> some(String key) {
    Object value = toml.get(List.of(key));
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String || value instanceof Long)) {
      throw bad(key + " takes a text or a number");
    }
    return Optional.of(value.toString().strip()).filter(text -> !text.isEmpty());
  }

  String text(String key, String otherwise) {
    return some(key).orElse(otherwise);
  }

  Optional<Path> path(String key) {
    return some(key).map(Path::of);
  }

  String required(String key) {
    return some(key).orElseThrow(() -> bad(key + " is missing"));
  }

  /// What stands in the file that a key names.
  Optional<String> secret(String key) throws IOException {
    Optional<Path> file = path(key);
    return file.isPresent() ? Optional.of(Files.readString(file.get()).strip()) : Optional.empty();
  }

  Duration span(String key, String otherwise) {
    try {
      return Settings.span(text(key, otherwise));
    } catch (IllegalArgumentException e) {
      throw bad(key + " " + e.getMessage());
    }
  }

  /// A share above 0, at most 1.
  double share(String key, double otherwise) {
    String text = text(key, Double.toString(otherwise));
    if (!text.matches("[01]([.][0-9]{1,9})?([eE]-[0-9])?")
        || Double.parseDouble(text) <= 0
        || Double.parseDouble(text) > 1) {
      throw bad(key + " is \"" + text + "\"; it takes a share in quotes, such as \"0.001\"");
    }
    return Double.parseDouble(text);
  }

  int whole(String key, int otherwise, int least, int most) {
    String text = text(key, Integer.toString(otherwise));
    if (!text.matches("[0-9]{1,9}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw bad("%s is \"%s\"; it takes %d to %d".formatted(key, text, least, most));
    }
    return Integer.parseInt(text);
  }

  /// A list of texts; empty when there is none.
  Set<String> list(String key) {
    Object value = toml.get(List.of(key));
    if (value == null) {
      return Set.of();
    }
    if (!(value instanceof TomlArray array)) {
      throw bad(key + " takes a list of names, such as [\"acme\"]");
    }
    var names = new HashSet<String>();
    for (int i = 0; i < array.size(); i++) {
      if (!(array.get(i) instanceof String name)) {
        throw bad(key + " takes names alone, such as [\"acme\"]");
      }
      names.add(name);
    }
    return names;
  }

  /// The tables in it, in their order.
  List<HubTable> tables(String key) {
    Object value = toml.get(List.of(key));
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof TomlTable all)) {
      throw bad(key + " takes tables, such as [" + key + ".acme]");
    }
    var tables = new ArrayList<HubTable>();
    for (String name : all.keySet()) {
      if (!(all.get(List.of(name)) instanceof TomlTable one)) {
        throw bad("[" + key + "] takes tables, such as [" + key + ".acme]; " + name + " is none");
      }
      tables.add(new HubTable(name, one));
    }
    return tables;
  }

  BadSetting bad(String rule) {
    return new BadSetting(where + ": " + rule);
  }
}
