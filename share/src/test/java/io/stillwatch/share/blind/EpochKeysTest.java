// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochKeysTest {
  private static final Epoch JUNE = Epoch.parse("2026-06");

  @TempDir Path folder;
  private Instant now = Instant.parse("2026-06-10T12:00:00Z");

  private EpochKeys open() throws IOException {
    return EpochKeys.open(folder.resolve("keys"), () -> now);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("keys"))) {
      return files.toList();
    }
  }

  @Test
  void aKeyOutlastsARestartAndOnlyItsOwnerReadsIt() throws IOException {
    Point key = open().key(JUNE).orElseThrow().publicKey();

    assertThat(open().key(JUNE).orElseThrow().publicKey()).isEqualTo(key);
    assertThat(files()).hasSize(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().getFirst())))
        .isEqualTo("rw-------");
  }

  @Test
  void anEpochOverlapsTheNextAndIsThenDestroyed() throws IOException {
    EpochKeys keys = open();
    keys.key(JUNE);
    now = Instant.parse("2026-07-31T23:59:59Z");
    assertThat(keys.key(JUNE)).isPresent();
    assertThat(keys.key(JUNE.next())).isPresent();

    now = Instant.parse("2026-08-01T00:00:00Z");
    assertThat(keys.key(JUNE)).isEmpty();
    assertThat(files())
        .extracting(f -> f.getFileName().toString())
        .containsExactly("2026-07.voprf-p256");
    assertThat(open().key(JUNE)).isEmpty();
  }

  @Test
  void theNextKeyIsPublishedAheadAndNotUsedBeforeItsTime() throws IOException {
    EpochKeys keys = open();
    keys.prepare();

    assertThat(keys.published()).extracting(PublishedKey::epoch).containsExactly(JUNE, JUNE.next());
    assertThat(keys.key(JUNE.next())).isEmpty();
    Point ahead = keys.published().getLast().key();
    now = Instant.parse("2026-07-01T00:00:00Z");
    assertThat(keys.key(JUNE.next()).orElseThrow().publicKey()).isEqualTo(ahead);
  }

  @Test
  void twoProcessesThatStartTogetherAgree() throws IOException {
    EpochKeys one = open();
    EpochKeys other = open();

    assertThat(one.key(JUNE).orElseThrow().publicKey())
        .isEqualTo(other.key(JUNE).orElseThrow().publicKey());
    assertThat(files()).hasSize(1);
  }

  @Test
  void aFileThatIsNoKeyIsNamedAndNotQuoted() throws IOException {
    open().key(JUNE);
    Files.writeString(files().getFirst(), "00ff-not-a-key");

    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("2026-06")
        .hasMessageNotContaining("00ff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2026", "2026-6", "2026-13", "2026-06-01", "+12026-06"})
  void nothingElseIsAnEpoch(String text) {
    assertThatThrownBy(() -> Epoch.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
