// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.keys.KeyProof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
/// In place of name and words a key may have `proof = "sw-17.proof"`, what `stillwatch mark keys
/// prove --open` writes: then it is also known since when the key has existed.
///
/// @param commitment SHA-256 of the canonical JSON of salt and keys; may be published
/// @param proofs of the keys that have one, without the keys
public record KeyFile(List<Key> keys, String commitment, List<KeyProof> proofs) {
  public KeyFile {
    keys = List.copyOf(keys);
    proofs = List.copyOf(proofs);
  }

  /// The proof of the tested key.
  public Optional<KeyProof> proof() {
    return proofs.stream()
        .filter(proof -> proof.commitment().scope().toString().equals(keys.getFirst().name()))
        .findFirst();
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
    var proofs = new ArrayList<KeyProof>();
    for (int i = 0; i < tables.size(); i++) {
      String proof = tables.getTable(i).getString("proof");
      if (proof == null) {
        keys.add(key(tables.getTable(i), file));
      } else {
        KeyProof opened = proof(file.toAbsolutePath().resolveSibling(proof));
        keys.add(key(opened));
        proofs.add(opened.closed());
      }
    }
    if (keys.isEmpty()) {
      throw new BadInput(file + " holds no [[key]]");
    }
    return new KeyFile(keys, commitment(salt, keys), proofs);
  }

  private static KeyProof proof(Path file) throws IOException {
    try {
      KeyProof proof = KeyProof.parse(Files.readString(file));
      if (!proof.opening().isEmpty() && proof.holds()) {
        return proof;
      }
    } catch (IllegalArgumentException | NoSuchFileException none) {
      throw new BadInput(file + " is no key proof that can be read");
    }
    throw new BadInput(
        file + " does not hold, or is closed; take what stillwatch mark keys prove --open writes");
  }

  private static Key key(KeyProof opened) {
    List<Long> words =
        opened.opening().stream().skip(1).map(HexFormat::fromHexDigitsToLong).toList();
    return new Key(opened.commitment().scope().toString(), words);
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
