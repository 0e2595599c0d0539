// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
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
      tree.add(HexFormat.of().parseHex(LEAVES.get(n)));
      assertThat(tree.root()).isEqualTo(ROOTS.get(n));
    }
    assertThat(new MerkleTree().root()).isEqualTo(Digests.hex(Digests.sha256()));
  }

  /// The definition, word for word, beside the tree that grows leaf by leaf.
  @Test
  void itAgreesWithTheDefinitionForEverySize() {
    var leaves = new ArrayList<byte[]>();
    var tree = new MerkleTree();
    for (int n = 1; n < 140; n++) {
      byte[] leaf = Digests.utf8("leaf " + n);
      leaves.add(leaf);
      tree.add(leaf);
      assertThat(tree.root()).isEqualTo(Digests.hex(plain(leaves)));
    }
  }

  private static byte[] plain(List<byte[]> leaves) {
    if (leaves.size() == 1) {
      return Digests.sha256(new byte[] {0}, leaves.getFirst());
    }
    int left = Integer.highestOneBit(leaves.size() - 1);
    return Digests.sha256(
        new byte[] {1}, plain(leaves.subList(0, left)), plain(leaves.subList(left, leaves.size())));
  }
}
