// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/// The Merkle tree of Certificate Transparency (RFC 6962, section 2.1; RFC 9162, section 2.1) over
/// SHA-256: leaves and nodes are told apart by a first byte, 0 and 1. Takes leaves one by one and
/// keeps one digest a level. Digests are written in hexadecimal, leaves that are text in UTF-8.
public final class MerkleTree {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  /// Roots of whole subtrees, the largest first, one for each bit of `size` that is set.
  private final List<byte[]> whole = new ArrayList<>();

  private long size;

  /// A tree without leaves.
  public MerkleTree() {}

  /// Takes the next leaf.
  public void add(byte[] leaf) {
    byte[] node = leaf(leaf);
    for (long bits = size; (bits & 1) == 1; bits >>= 1) {
      node = join(whole.removeLast(), node);
    }
    whole.add(node);
    size++;
  }

  /// The root of what was added; that of nothing is the digest of nothing.
  public String root() {
    if (whole.isEmpty()) {
      return HEX.formatHex(Sha256.of());
    }
    byte[] node = whole.getLast();
    for (int i = whole.size() - 2; i >= 0; i--) {
      node = join(whole.get(i), node);
    }
    return HEX.formatHex(node);
  }

  /// How many leaves were added.
  public long size() {
    return size;
  }

  /// The root over leaves, in their order.
  public static String root(List<String> leaves) {
    var tree = new MerkleTree();
    leaves.forEach(leaf -> tree.add(leaf.getBytes(UTF_8)));
    return tree.root();
  }

  /// The digests that lead from a leaf to the root, the leaf's sibling first.
  public static List<String> path(List<String> leaves, int index) {
    Objects.checkIndex(index, leaves.size());
    if (leaves.size() == 1) {
      return List.of();
    }
    int split = Integer.highestOneBit(leaves.size() - 1); // the largest power of two below
    boolean left = index < split;
    List<String> before = leaves.subList(0, split);
    List<String> after = leaves.subList(split, leaves.size());
    List<String> path = new ArrayList<>(left ? path(before, index) : path(after, index - split));
    path.add(root(left ? after : before));
    return path;
  }

  /// Whether a leaf stands at an index of a tree of a size with a root (RFC 9162, section 2.1.3.2).
  public static boolean holds(String leaf, long index, long size, List<String> path, String root) {
    if (index < 0 || index >= size) {
      return false;
    }
    long at = index;
    long last = size - 1;
    byte[] hash = leaf(leaf.getBytes(UTF_8));
    for (String sibling : path) {
      if (last == 0 || !sibling.matches("[0-9a-f]{64}")) {
        return false;
      }
      byte[] other = HEX.parseHex(sibling);
      if ((at & 1) == 1 || at == last) {
        hash = join(other, hash);
        while ((at & 1) == 0 && at != 0) {
          at >>= 1;
          last >>= 1;
        }
      } else {
        hash = join(hash, other);
      }
      at >>= 1;
      last >>= 1;
    }
    return last == 0
        && MessageDigest.isEqual(HEX.formatHex(hash).getBytes(UTF_8), root.getBytes(UTF_8));
  }

  private static byte[] leaf(byte[] leaf) {
    return Sha256.of(LEAF, leaf);
  }

  private static byte[] join(byte[] left, byte[] right) {
    return Sha256.of(NODE, left, right);
  }
}
