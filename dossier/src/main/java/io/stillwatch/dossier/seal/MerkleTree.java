// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import java.util.ArrayList;
import java.util.List;

/// The Merkle tree of RFC 6962 (9162, section 2.1) over SHA-256: leaves and nodes are told apart by
/// a first byte, 0 and 1. Takes leaves one by one and keeps one digest a level.
final class MerkleTree {
  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  /// Roots of whole subtrees, the largest first, one for each bit of `size` that is set.
  private final List<byte[]> whole = new ArrayList<>();

  private long size;

  void add(byte[] leaf) {
    byte[] node = Digests.sha256(LEAF, leaf);
    for (long bits = size; (bits & 1) == 1; bits >>= 1) {
      node = Digests.sha256(NODE, whole.removeLast(), node);
    }
    whole.add(node);
    size++;
  }

  /// The root of what was added; that of nothing is the digest of nothing.
  String root() {
    if (whole.isEmpty()) {
      return Digests.hex(Digests.sha256());
    }
    byte[] node = whole.getLast();
    for (int i = whole.size() - 2; i >= 0; i--) {
      node = Digests.sha256(NODE, whole.get(i), node);
    }
    return Digests.hex(node);
  }

  long size() {
    return size;
  }
}
