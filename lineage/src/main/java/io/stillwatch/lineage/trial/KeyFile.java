// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import io.stillwatch.marks.Key;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/// The secrets of a test, from a file that only their owner reads: the key that is tested first,
/// then keys of other campaigns and keys that were never used, which must not show.
///
/// ```toml
/// salt = "9f..."            # random, so that the commitment tells nothing
/// [[key]]
/// name = "campaign-17"
/// words = ["0123456789abcdef"]
/// ```
///
/// @param commitment SHA-256 of the canonical JSON of salt and keys; may be published
public record KeyFile(List<Key> keys, String commitment) {
  public KeyFile {
    keys = List.copyOf(keys);
  }

  /// Reads it.
  ///
  /// @throws BadInput which never quotes what the file holds
  public static KeyFile read(Path file) throws IOException {
    TomlParseResult toml = Toml.parse(file);
    String salt = toml.getString("salt");
    TomlArray tables = toml.getArray("key");
    if (toml.hasErrors() || salt == null || salt.length() < 32 || tables == null) {
      throw new BadInput(
          file + " is no key file; it takes salt = 32 characters or more, and [[key]] tables");
    }
    var keys = new ArrayList<Key>();
    for (int i = 0; i < tables.size(); i++) {
      keys.add(key(tables.getTable(i), file));
    }
    if (keys.isEmpty()) {
      throw new BadInput(file + " holds no [[key]]");
    }
    return new KeyFile(keys, commitment(salt, keys));
  }

  private static Key key(TomlTable table, Path file) {
    String name = table.getString("name");
    TomlArray words = table.getArray("words");
    if (name == null || words == null || words.isEmpty()) {
      throw new BadInput(
          file + ": a [[key]] has a name and words, a list of 16 hexadecimal digits");
    }
    var numbers = new ArrayList<Long>();
    for (Object word : words.toList()) {
      try {
        numbers.add(HexFormat.fromHexDigitsToLong(String.valueOf(word)));
      } catch (IllegalArgumentException e) {
        throw new BadInput(file + ": a word of key " + name + " is not 16 hexadecimal digits");
      }
    }
    return new Key(name, numbers);
  }

  private static String commitment(String salt, List<Key> keys) {
    List<Map<String, Object>> all =
        keys.stream()
            .map(
                key ->
                    Map.<String, Object>of(
                        "name",
                        key.name(),
                        "words",
                        key.words().stream().map(HexFormat.of()::toHexDigits).toList()))
            .toList();
    return Json.sha256(Json.canonical(Map.of("salt", salt, "keys", all)));
  }
}
