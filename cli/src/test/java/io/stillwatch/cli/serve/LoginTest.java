// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.FakeRooms;
import io.stillwatch.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The flow itself is tried with a real issuer where the server is tested.
class LoginTest {
  @TempDir private Path home;

  private Typed typed(String line) {
    return Typed.on(new FakeRooms(), Map.of("HOME", home.toString()), false, line);
  }

  @Test
  void aTokenIsKeptForItsOwnerAloneAndUntilItEnds() throws Exception {
    Path file = home.resolve(".config/stillwatch/token");
    var kept = new TokenFile(file);
    kept.write("old", Instant.now().plusSeconds(600));
    kept.write("a.b.c", Instant.now().plusSeconds(600));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    assertThat(typed("login --print").out()).isEqualToNormalizingNewlines("a.b.c\n");
    kept.write("a.b.c", Instant.now().minusSeconds(1));
    assertThat(typed("login --print").exit()).isEqualTo(3);
    Files.writeString(file, "nonsense\nmore\n");
    Typed odd = typed("login --print");
    assertThat(odd.exit()).isEqualTo(3);
    assertThat(odd.err()).contains("run stillwatch login").doesNotContain("nonsense");
  }

  @Test
  void withoutAnIssuerOrWithADeadOneItSaysSo() {
    assertThat(typed("login").err()).contains("people.oidc-issuer is not set");
    Typed dead = typed("login --set people.oidc-issuer=http://127.0.0.1:1");
    assertThat(dead.exit()).isEqualTo(3);
    assertThat(dead.err()).contains("the login failed");
  }
}
