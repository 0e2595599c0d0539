// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.lineage.trial.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
  private static final Manifest.Claims CLAIMS =
      new Manifest.Claims(
          "teacher-1", "licence 42", 1_000, "aa", "bb", "cc", "2026-01-01T00:00:00Z");

  @TempDir private Path folder;
  private Path secret;
  private Path open;
  private Path manifest;

  @BeforeEach
  void signs() throws Exception {
    secret = folder.resolve("secret.pem");
    open = keys("open.pem", secret);
    manifest = folder.resolve("manifest.json");
    Files.writeString(manifest, Manifest.signed(CLAIMS, secret));
  }

  private Path keys(String name, Path secretFile) throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    pem(secretFile, "PRIVATE KEY", pair.getPrivate().getEncoded());
    return pem(folder.resolve(name), "PUBLIC KEY", pair.getPublic().getEncoded());
  }

  private static Path pem(Path file, String kind, byte[] bytes) throws Exception {
    String text = Base64.getMimeEncoder().encodeToString(bytes);
    return Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
  }

  @Test
  void whatWasSignedIsRead() throws Exception {
    assertThat(Manifest.verified(manifest, open)).isEqualTo(CLAIMS);
  }

  @Test
  void anyChangeIsRefused() throws Exception {
    String text = Files.readString(manifest);
    for (String changed :
        new String[] {
          text.replace("licence 42", "licence 43"),
          text.replace("1000", "10"),
          text.replaceFirst("\\{", "{\"more\":1,"),
          text.replaceAll("\"signature\":\"..", "\"signature\":\"AA"),
          text.replaceAll("\"signature\":\"[^\"]*", "\"signature\":\"*"),
        }) {
      assertThat(changed).isNotEqualTo(text);
      Files.writeString(manifest, changed);
      assertThatThrownBy(() -> Manifest.verified(manifest, open)).isInstanceOf(BadInput.class);
    }
  }

  @Test
  void anotherKeyIsRefused() throws Exception {
    Path other = keys("other.pem", folder.resolve("other-secret.pem"));

    assertThatThrownBy(() -> Manifest.verified(manifest, other))
        .hasMessageContaining("not signed by that key");
  }

  @Test
  void aFileThatIsNoKeyIsNamed() {
    assertThatThrownBy(() -> Manifest.verified(manifest, manifest))
        .hasMessageContaining("holds no PUBLIC KEY");
  }
}
