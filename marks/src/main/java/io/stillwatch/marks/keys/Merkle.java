// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Merkle trees as in Certificate Transparency (RFC 6962, section 2.1; checked as in RFC 9162,
/// section 2.1.3.2): SHA-256, leaves and nodes told apart by a first byte. Hashes are written in
/// hexadecimal.
public final class Merkle {
  private static final HexFormat HEX = HexFormat.of();

  private Merkle() {}

  /// The root over leaves, in their order.
  public static String root(List<String> leaves) {
    return leaves.isEmpty() ? HEX.formatHex(sha256().digest()) : HEX.formatHex(node(leaves));
  }

  /// The hashes that lead from a leaf to the root, the leaf's sibling first.
  public static List<String> path(List<String> leaves, int index) {
    java.util.Objects.checkIndex(index, leaves.size());
    if (leaves.size() == 1) {
      return List.of();
    }
    int split = split(leaves.size());
    boolean left = index < split;
    List<String> near = left ? leaves.subList(0, split) : leaves.subList(split, leaves.size());
    List<String> far = left ? leaves.subList(split, leaves.size()) : leaves.subList(0, split);
    List<String> path = new ArrayList<>(path(near, left ? index : index - split));
    path.add(HEX.formatHex(node(far)));
    return path;
  }

  /// Whether a leaf stands at an index of a tree of a size with a root.
  public static boolean holds(String leaf, long index, long size, List<String> path, String root) {
    if (index < 0 || index >= size) {
      return false;
    }
    long at = index;
    long last = size - 1;
    byte[] hash = leafHash(leaf);
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

  private static byte[] node(List<String> leaves) {
    if (leaves.size() == 1) {
      return leafHash(leaves.getFirst());
    }
    int split = split(leaves.size());
    return join(node(leaves.subList(0, split)), node(leaves.subList(split, leaves.size())));
  }

  /// The largest power of two below n.
  private static int split(int n) {
    return Integer.highestOneBit(n - 1);
  }

  private static byte[] leafHash(String leaf) {
    MessageDigest digest = sha256();
    digest.update((byte) 0);
    return digest.digest(leaf.getBytes(UTF_8));
  }

  private static byte[] join(byte[] left, byte[] right) {
    MessageDigest digest = sha256();
    digest.update((byte) 1);
    digest.update(left);
    return digest.digest(right);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
