// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Provider;
import java.util.Optional;
import org.conscrypt.Conscrypt;

/// ES256 (RFC 7518, 3.4) by Conscrypt's BoringSSL where this machine can load it, and by the JDK
/// elsewhere. Of 2 ms of CPU that an event took, 1.3 were signing and verifying in Java; Conscrypt
/// takes a quarter and a ninth of the JDK's time for them. Es256Test holds the two together.
final class Es256 {
  private static final Logger LOG = System.getLogger("io.stillwatch.share.events");
  private static final Optional<Provider> FAST = fast();

  private Es256() {}

  private static Optional<Provider> fast() {
    try {
      return Conscrypt.isAvailable() ? Optional.of(Conscrypt.newProvider()) : Optional.empty();
    } catch (LinkageError | RuntimeException e) {
      LOG.log(Level.INFO, "no native ES256 on this machine; the JDK's signs and verifies");
      return Optional.empty();
    }
  }

  /// Whether the native one is used.
  static boolean isNative() {
    return FAST.isPresent();
  }

  /// Any number of threads may use it.
  static JWSSigner signer(ECKey key) throws JOSEException {
    var signer = new ECDSASigner(key);
    FAST.ifPresent(signer.getJCAContext()::setProvider);
    return signer;
  }

  /// Any number of threads may use it.
  static JWSVerifier verifier(ECKey key) throws JOSEException {
    var verifier = new ECDSAVerifier(key);
    FAST.ifPresent(verifier.getJCAContext()::setProvider);
    return verifier;
  }
}
