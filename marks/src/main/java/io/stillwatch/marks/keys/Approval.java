// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

/// One person's consent to one detection run, signed with Ed25519. What is kept can check a
/// signature and make none.
///
/// @param plan the digest of the run, 64 hexadecimal digits
/// @param person who consents
/// @param at when
/// @param signature in Base64
public record Approval(String plan, String person, Instant at, String signature) {
  private static final String ALGORITHM = "Ed25519";

  /// A new person's secret and public halves.
  ///
  /// @param secret told once, kept by the person
  /// @param open what is kept here
  public record Pair(String secret, String open) {
    @Override
    public String toString() {
      return "a pair of keys, " + open;
    }
  }

  /// Makes a pair of keys.
  public static Pair pair() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      Base64.Encoder base64 = Base64.getEncoder();
      return new Pair(
          base64.encodeToString(pair.getPrivate().getEncoded()),
          base64.encodeToString(pair.getPublic().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  /// Signs.
  ///
  /// @throws IllegalArgumentException if the secret is none
  public static Approval sign(String plan, String person, Instant at, String secret) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      byte[] encoded = Base64.getDecoder().decode(secret.strip());
      signature.initSign(
          KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
      signature.update(said(plan, person, at));
      return new Approval(plan, person, at, Base64.getEncoder().encodeToString(signature.sign()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException("this is not the secret of an approver");
    }
  }

  /// Whether it was signed by whom it names.
  boolean holds(String open) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(
          KeyFactory.getInstance(ALGORITHM)
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(open))));
      check.update(said(plan, person, at));
      return check.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] said(String plan, String person, Instant at) {
    return "stillwatch approval 1\n%s\n%s\n%s".formatted(plan, person, at).getBytes(UTF_8);
  }
}
