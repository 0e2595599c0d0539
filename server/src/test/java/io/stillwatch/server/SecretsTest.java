// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir Path folder;

  @Test
  void aKeyIsMadeOnceAndOnlyItsOwnerMayReadIt() throws IOException {
    var secrets = new Secrets(folder.resolve("keys"));
    byte[] first = secrets.bytes("hash");
    assertThat(first).hasSize(32).isEqualTo(secrets.bytes("hash"));
    assertThat(secrets.bytes("delay")).isNotEqualTo(first);
    assertThat(rights(secrets.file("hash"))).isEqualTo("rw-------");
    assertThat(rights(folder.resolve("keys"))).isEqualTo("rwx------");
  }

  @Test
  void whatIsThereIsNotWrittenOver() throws IOException {
    Path file = folder.resolve("there");
    Files.writeString(file, "theirs");
    assertThatThrownBy(() -> Secrets.write(file, new byte[1])).isInstanceOf(IOException.class);
    assertThat(file).hasContent("theirs");
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
