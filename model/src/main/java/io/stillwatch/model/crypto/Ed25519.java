// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/// Signatures with Ed25519 (RFC 8032). Secrets are PKCS#8, public keys SubjectPublicKeyInfo, both
/// in DER.
public final class Ed25519 {
  private static final String ALGORITHM = "Ed25519";

  private Ed25519() {}

  /// A new pair of keys.
  public static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /// @throws GeneralSecurityException when the secret is none; its message holds nothing of it
  public static byte[] sign(byte[] secret, byte[] content) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(ALGORITHM);
    signature.initSign(
        KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(secret)));
    signature.update(content);
    return signature.sign();
  }

  /// Whether a signature of this content is that key's; one that has no such form is not.
  ///
  /// @param open the public key
  /// @throws GeneralSecurityException when the public key is none
  public static boolean holds(byte[] open, byte[] content, byte[] signature)
      throws GeneralSecurityException {
    Signature check = Signature.getInstance(ALGORITHM);
    check.initVerify(
        KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(open)));
    try {
      check.update(content);
      return check.verify(signature);
    } catch (SignatureException malformed) {
      return false;
    }
  }
}
