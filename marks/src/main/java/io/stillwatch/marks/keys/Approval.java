// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.model.crypto.Ed25519;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
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
    KeyPair pair = Ed25519.pair();
    Base64.Encoder base64 = Base64.getEncoder();
    return new Pair(
        base64.encodeToString(pair.getPrivate().getEncoded()),
        base64.encodeToString(pair.getPublic().getEncoded()));
  }

  /// Signs.
  ///
  /// @throws IllegalArgumentException if the secret is none
  public static Approval sign(String plan, String person, Instant at, String secret) {
    try {
      byte[] key = Base64.getDecoder().decode(secret.strip());
      byte[] signature = Ed25519.sign(key, said(plan, person, at));
      return new Approval(plan, person, at, Base64.getEncoder().encodeToString(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException("this is not the secret of an approver");
    }
  }

  /// Whether it was signed by whom it names.
  boolean holds(String open) {
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      return Ed25519.holds(base64.decode(open), said(plan, person, at), base64.decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] said(String plan, String person, Instant at) {
    return "stillwatch approval 1\n%s\n%s\n%s".formatted(plan, person, at).getBytes(UTF_8);
  }
}
