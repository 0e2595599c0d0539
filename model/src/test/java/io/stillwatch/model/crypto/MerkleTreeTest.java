// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
  private static final HexFormat HEX = HexFormat.of();

  /// The leaves of the reference tests of certificate transparency, and their roots.
  private static final List<String> LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private static final List<String> ROOTS =
      List.of(
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  @Test
  void theRootsAreThoseOfRfc6962() {
    var tree = new MerkleTree();
    for (int n = 0; n < LEAVES.size(); n++) {
      tree.add(HEX.parseHex(LEAVES.get(n)));
      assertThat(tree.root()).isEqualTo(ROOTS.get(n));
    }
    assertThat(new MerkleTree().root()).isEqualTo(HEX.formatHex(Sha256.of()));
  }

  /// The definition, word for word, beside the tree that grows leaf by leaf.
  @Test
  void itAgreesWithTheDefinitionForEverySize() {
    var leaves = new ArrayList<byte[]>();
    var tree = new MerkleTree();
    for (int n = 1; n < 140; n++) {
      byte[] leaf = ("leaf " + n).getBytes(UTF_8);
      leaves.add(leaf);
      tree.add(leaf);
      assertThat(tree.root()).isEqualTo(HEX.formatHex(plain(leaves)));
    }
  }

  @Test
  void everyLeafOfEveryTreeIsProvedAndNoOtherIs() {
    for (int n = 1; n <= 20; n++) {
      List<String> leaves = IntStream.range(0, n).mapToObj(i -> "leaf " + i).toList();
      String root = MerkleTree.root(leaves);
      for (int i = 0; i < n; i++) {
        List<String> path = MerkleTree.path(leaves, i);
        assertThat(MerkleTree.holds("leaf " + i, i, n, path, root)).isTrue();
        assertThat(MerkleTree.holds("leaf x", i, n, path, root)).isFalse();
        assertThat(MerkleTree.holds("leaf " + i, (i + 1) % n, n, path, root)).isEqualTo(n == 1);
        assertThat(MerkleTree.holds("leaf " + i, i, n + 1L, longer(path), root)).isFalse();
      }
    }
  }

  private static List<String> longer(List<String> path) {
    var longer = new ArrayList<>(path);
    longer.add("00".repeat(32));
    return longer;
  }

  private static byte[] plain(List<byte[]> leaves) {
    if (leaves.size() == 1) {
      return Sha256.of(new byte[] {0}, leaves.getFirst());
    }
    int left = Integer.highestOneBit(leaves.size() - 1);
    return Sha256.of(
        new byte[] {1}, plain(leaves.subList(0, left)), plain(leaves.subList(left, leaves.size())));
  }
}
