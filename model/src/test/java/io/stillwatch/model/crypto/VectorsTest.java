// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the standards print.
class VectorsTest {
  private static final HexFormat HEX = HexFormat.of();

  /// Before the 32 bytes of a secret in PKCS#8, and of a public key in SubjectPublicKeyInfo (RFC
  /// 8410).
  private static final String PKCS8 = "302e020100300506032b657004220420";

  private static final String SPKI = "302a300506032b6570032100";

  @Test
  void sha256IsThatOfFips180() {
    assertThat(Sha256.hex("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Sha256.hex("abc".getBytes(UTF_8))).isEqualTo(Sha256.hex("abc"));
    assertThat(Sha256.of("a".getBytes(UTF_8), "bc".getBytes(UTF_8))).isEqualTo(Sha256.of("abc"));
    assertThat(Sha256.hex("abc", 3)).isEqualTo("ba7816");
  }

  @Test
  void aFileHasTheDigestOfItsBytes(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[100_000]);

    assertThat(Sha256.hex(file)).isEqualTo(Sha256.hex(new byte[100_000]));
  }

  /// Case 2 of RFC 4231.
  @Test
  void hmacIsThatOfRfc4231() {
    var key = Hmac.key("Jefe".getBytes(UTF_8));

    assertThat(HEX.formatHex(Hmac.of(key, "what do ya want for nothing?")))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    assertThat(Hmac.number(key, "what do ya want for nothing?")).isEqualTo(0x5bdcc146bf60754eL);
  }

  /// Test 2 of RFC 8032, section 7.1.
  @Test
  void signaturesAreThoseOfRfc8032() throws GeneralSecurityException {
    byte[] secret =
        HEX.parseHex(PKCS8 + "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    byte[] open =
        HEX.parseHex(SPKI + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    byte[] content = {0x72};

    byte[] signature = Ed25519.sign(secret, content);

    assertThat(HEX.formatHex(signature))
        .isEqualTo(
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    assertThat(Ed25519.holds(open, content, signature)).isTrue();
  }

  @Test
  void whatAnotherSignedOrNobodyDoesNotHold() throws GeneralSecurityException {
    KeyPair ours = Ed25519.pair();
    byte[] other = Ed25519.pair().getPublic().getEncoded();
    byte[] content = "said".getBytes(UTF_8);
    byte[] signature = Ed25519.sign(ours.getPrivate().getEncoded(), content);
    byte[] open = ours.getPublic().getEncoded();

    assertThat(Ed25519.holds(open, content, signature)).isTrue();
    assertThat(Ed25519.holds(other, content, signature)).isFalse();
    assertThat(Ed25519.holds(open, "unsaid".getBytes(UTF_8), signature)).isFalse();
    assertThat(Ed25519.holds(open, content, new byte[3])).isFalse();
    assertThatThrownBy(() -> Ed25519.holds(content, content, signature))
        .isInstanceOf(GeneralSecurityException.class);
    assertThatThrownBy(() -> Ed25519.sign(content, content))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageNotContaining("said");
  }
}
