// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class Es256Test {
  private static final JWSHeader HEADER = new JWSHeader(JWSAlgorithm.ES256);

  /// Where it is not native, the two sides are the same, and all of this says nothing.
  @Test
  @EnabledOnOs(
      value = OS.LINUX,
      architectures = {"amd64", "aarch64"})
  void theNativeOneLoadsHere() {
    assertThat(Es256.isNative()).isTrue();
  }

  @Test
  void itAgreesWithTheJdkOnWhoSignedWhat() throws JOSEException {
    for (int i = 0; i < 200; i++) {
      ECKey key = new ECKeyGenerator(Curve.P_256).generate();
      byte[] text = "event number %d".formatted(i).repeat(i).getBytes(UTF_8);
      Base64URL ours = Es256.signer(key).sign(HEADER, text);
      Base64URL theirs = new ECDSASigner(key).sign(HEADER, text);
      for (Base64URL signature :
          new Base64URL[] {ours, theirs, broken(ours, i), broken(theirs, i)}) {
        boolean holds = new ECDSAVerifier(key).verify(HEADER, text, signature);
        assertThat(Es256.verifier(key).verify(HEADER, text, signature)).isEqualTo(holds);
        assertThat(holds).isEqualTo(signature == ours || signature == theirs);
      }
    }
  }

  @Test
  void signaturesOfNothingHoldNowhere() throws JOSEException {
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();
    byte[] zeros = new byte[64]; // r = s = 0, which held in some Javas once (CVE-2022-21449)
    byte[] order = new byte[64];
    java.util.Arrays.fill(order, (byte) 0xff);
    for (byte[] signature : new byte[][] {zeros, order, new byte[0], new byte[63]}) {
      assertThat(Es256.verifier(key).verify(HEADER, new byte[8], Base64URL.encode(signature)))
          .as(String.format(Locale.ROOT, "%d bytes", signature.length))
          .isFalse();
    }
  }

  private static Base64URL broken(Base64URL signature, int at) {
    byte[] bytes = signature.decode();
    bytes[at % bytes.length] ^= (byte) (1 << at % 8);
    return Base64URL.encode(bytes);
  }
}
