// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.keys;

import io.stillwatch.marks.Key;
import io.stillwatch.model.crypto.MerkleTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Shows that a key was committed to when a root was published: whoever has the root of that day
/// needs nothing else. Opened, it also tells the key; then the key must not mark text any more.
///
/// @param commitment the leaf
/// @param index of the leaf
/// @param size leaves under the root
/// @param path from the leaf to the root
/// @param root in hexadecimal
/// @param day when the root was made, as `2026-11-22`
/// @param opening the key's words and its blinding value; empty while the key stays secret
public record KeyProof(
    Commitment commitment,
    long index,
    long size,
    List<String> path,
    String root,
    String day,
    List<String> opening) {
  private static final String TITLE = "stillwatch key proof 1";

  public KeyProof {
    path = List.copyOf(path);
    opening = List.copyOf(opening);
  }

  /// The same without the key.
  public KeyProof closed() {
    return new KeyProof(commitment, index, size, path, root, day, List.of());
  }

  /// Whether the leaf is under the root and, if the proof is opened, whether the key is the leaf's.
  public boolean holds() {
    return MerkleTree.holds(commitment.leaf(), index, size, path, root) && opens();
  }

  private boolean opens() {
    if (opening.isEmpty()) {
      return true;
    }
    long[] words = opening.stream().skip(1).mapToLong(w -> Long.parseUnsignedLong(w, 16)).toArray();
    if (words.length == 0 || !opening.getFirst().matches("[0-9a-f]{64}")) {
      return false;
    }
    Key key = Key.of(commitment.scope().toString(), words);
    return Commitment.to(commitment.scope(), key, opening.getFirst()).equals(commitment);
  }

  /// The proof as lines of `name value`, to be kept or sent.
  public String text() {
    var out = new StringBuilder(TITLE + "\n");
    out.append("key ").append(commitment.scope()).append('\n');
    out.append("commitment ").append(commitment.hash()).append('\n');
    out.append("index ").append(index).append('\n');
    out.append("size ").append(size).append('\n');
    out.append("day ").append(day).append('\n');
    out.append("root ").append(root).append('\n');
    path.forEach(hash -> out.append("path ").append(hash).append('\n'));
    opening.forEach(word -> out.append("opening ").append(word).append('\n'));
    return out.toString();
  }

  /// Reads what [#text] writes.
  ///
  /// @throws IllegalArgumentException if it is none
  public static KeyProof parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().equals(TITLE)) {
      throw new IllegalArgumentException("no key proof; its first line is: " + TITLE);
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] parts = line.split(" ", 2);
      if (parts.length < 2) {
        throw new IllegalArgumentException("a line of a key proof is a name and a value: " + line);
      }
      values.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(parts[1]);
    }
    return new KeyProof(
        new Commitment(KeyScope.parse(one(values, "key")), one(values, "commitment")),
        number(one(values, "index")),
        number(one(values, "size")),
        values.getOrDefault("path", List.of()),
        one(values, "root"),
        one(values, "day"),
        values.getOrDefault("opening", List.of()));
  }

  private static long number(String digits) {
    if (!digits.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException("a key proof counts in digits, not " + digits);
    }
    return Long.parseLong(digits);
  }

  private static String one(Map<String, List<String>> values, String name) {
    List<String> found = values.getOrDefault(name, List.of());
    if (found.size() != 1) {
      throw new IllegalArgumentException("a key proof has one line " + name);
    }
    return found.getFirst();
  }
}
