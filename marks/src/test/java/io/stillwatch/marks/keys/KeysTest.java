// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
  private static final KeyScope SCOPE = new KeyScope("vllm-gumbel", "tier-2", "-", 1);
  private static final String PLAN = "ab".repeat(32);

  @TempDir private Path dir;
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void everyScopeHasAKeyOfItsOwnAndAlwaysTheSame() {
    MasterKey master = MasterKey.ofHex("07".repeat(32));

    assertThat(master.derive(SCOPE, 1)).isEqualTo(master.derive(SCOPE, 1));
    assertThat(
            List.of(
                master.derive(SCOPE, 1).words(),
                master.derive(SCOPE.next(), 1).words(),
                master.derive(KeyScope.parse("vllm-gumbel/tier-3/-/1"), 1).words(),
                master.derive(KeyScope.parse("vllm-gumbel/tier-2/c-7/1"), 1).words(),
                MasterKey.ofHex("08".repeat(32)).derive(SCOPE, 1).words()))
        .doesNotHaveDuplicates()
        .allSatisfy(words -> assertThat(words.getFirst()).isPositive());
  }

  @Test
  void aMasterKeyComesBackFromItsFileAndFromNoOtherPassword() throws IOException {
    Path file = dir.resolve("master.p12");
    MasterKey made = MasterKey.create(file, "correct horse".toCharArray());

    assertThat(Files.getPosixFilePermissions(file))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    assertThat(MasterKey.read(file, "correct horse".toCharArray()).derive(SCOPE, 3))
        .isEqualTo(made.derive(SCOPE, 3));
    assertThatThrownBy(() -> MasterKey.read(file, "wrong".toCharArray()))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> MasterKey.create(file, "again".toCharArray()))
        .isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
  }

  @Test
  void aKeyNeverShowsInAMessage() {
    assertThat(MasterKey.ofHex("07".repeat(32)).derive(SCOPE, 1)).hasToString(SCOPE.toString());
    assertThatThrownBy(() -> MasterKey.ofHex("secret!")).hasMessageNotContaining("secret!");
  }

  @Test
  void aKeyIsProvedToBeUnderTheFirstRootAfterIt() throws IOException {
    MasterKey master = MasterKey.ofHex("07".repeat(32));
    KeyFolder folder = folder();
    for (int i = 0; i < 5; i++) {
      folder.register(master, new KeyScope("textseal", "t" + i, "-", 1), 1);
    }
    folder.register(master, SCOPE, 1);
    assertThatThrownBy(() -> folder.prove(SCOPE, Optional.empty(), 1))
        .hasMessageContaining("commit first");
    folder.commit();
    now = now.plus(Duration.ofDays(1));
    folder.register(master, SCOPE.next(), 1);
    folder.commit();

    KeyProof proof = folder.prove(SCOPE, Optional.empty(), 1);
    KeyProof opened = folder.prove(SCOPE, Optional.of(master), 1);

    assertThat(proof.day()).isEqualTo("2026-11-22");
    assertThat(proof.size()).isEqualTo(6);
    assertThat(proof.holds()).isTrue();
    assertThat(proof.text()).doesNotContain("opening");
    assertThat(KeyProof.parse(opened.text())).isEqualTo(opened);
    assertThat(opened.holds()).isTrue();
    String word = opened.opening().getLast();
    assertThat(KeyProof.parse(opened.text().replace(word, "0000000000000001")).holds()).isFalse();
    assertThat(folder.newestEpoch(SCOPE)).isEqualTo(2);
  }

  @Test
  void anotherMasterKeyCannotTakeOverAName() throws IOException {
    KeyFolder folder = folder();
    folder.register(MasterKey.ofHex("07".repeat(32)), SCOPE, 1);
    folder.register(MasterKey.ofHex("07".repeat(32)), SCOPE, 1);

    assertThat(folder.commitments()).hasSize(1);
    assertThatThrownBy(() -> folder.register(MasterKey.ofHex("08".repeat(32)), SCOPE, 1))
        .hasMessageContaining("another master key");
  }

  @Test
  void aRunNeedsTwoPeople() throws IOException {
    KeyFolder folder = folder();
    String alice = folder.addPerson("alice");
    String bob = folder.addPerson("bob");
    assertThatThrownBy(() -> folder.begin(PLAN)).hasMessageContaining("0 of 2");

    folder.approve(PLAN, "alice", alice);
    folder.approve(PLAN, "alice", alice);
    assertThatThrownBy(() -> folder.begin(PLAN)).hasMessageContaining("1 of 2");
    assertThatThrownBy(() -> folder.approve(PLAN, "bob", alice))
        .hasMessage("this is not the secret of an approver");
    assertThatThrownBy(() -> folder.approve(PLAN, "carol", alice))
        .hasMessage("this is not the secret of an approver");

    folder.approve(PLAN, "bob", bob);
    folder.begin(PLAN);
    assertThatThrownBy(() -> folder.begin("cd".repeat(32))).hasMessageContaining("0 of 2");
    now = now.plus(Duration.ofDays(8));
    assertThatThrownBy(() -> folder.begin(PLAN)).hasMessageContaining("0 of 2");
  }

  @Test
  void anApprovalThatSomebodyWroteByHandCountsForNothing() throws IOException {
    KeyFolder folder = folder();
    folder.addPerson("alice");
    folder.addPerson("bob");
    String forged = PLAN + " %s " + now + " " + "A".repeat(86) + "==\n";
    Files.writeString(
        dir.resolve("keys/approvals"), forged.formatted("alice") + forged.formatted("bob"));

    assertThatThrownBy(() -> folder.begin(PLAN)).hasMessageContaining("0 of 2");
    assertThat(Files.readString(dir.resolve("keys/people"))).hasLineCount(2);
  }

  private KeyFolder folder() throws IOException {
    return new KeyFolder(dir.resolve("keys"), () -> now);
  }
}
