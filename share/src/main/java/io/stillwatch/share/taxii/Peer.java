// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import static io.stillwatch.model.Require.filled;
import static io.stillwatch.model.Require.that;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.model.crypto.Sha256;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// One who may call, and how it is known: by a secret (the password of Basic, or a bearer token),
/// by a client certificate, or by either.
///
/// @param name the user of Basic, and what rights of collections name
/// @param secretSha256 of its secret, in hex. Secrets are long and random, so that a plain hash
///   keeps them; [#freshSecret] makes one
/// @param certificate the very certificate it shows
/// @param identity its STIX identity; when given, objects it posts may name no other as their
///   creator
public record Peer(
    String name,
    Optional<String> secretSha256,
    Optional<X509Certificate> certificate,
    Optional<String> identity) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern IDENTITY = Pattern.compile("identity--[0-9a-f-]{36}");
  private static final int SECRET_BYTES = 32;
  private static final int SECRET_LEAST = 24;

  public Peer {
    filled(name, "a peer needs a name");
    that(
        NAME.matcher(name).matches(),
        "the name of a peer has letters, digits, dots and dashes, and is no longer than 63: "
            + name);
    that(
        secretSha256.isPresent() || certificate.isPresent(),
        "peer " + name + " has neither a secret nor a certificate");
    that(
        secretSha256.isEmpty() || SHA256.matcher(secretSha256.get()).matches(),
        "the hash of the secret of peer " + name + " is no SHA-256 in small hex");
    that(
        identity.isEmpty() || IDENTITY.matcher(identity.get()).matches(),
        "the identity of peer " + name + " is no id of a STIX identity");
  }

  /// One known by a secret.
  public static Peer bySecret(String name, String secret) {
    that(
        secret.length() >= SECRET_LEAST,
        "the secret of peer " + name + " is short; take one of stillwatch hub secret");
    return new Peer(name, Optional.of(sha256(secret)), Optional.empty(), Optional.empty());
  }

  /// One known by a certificate.
  public static Peer byCertificate(String name, X509Certificate certificate) {
    return new Peer(name, Optional.empty(), Optional.of(certificate), Optional.empty());
  }

  /// The same, who may post only what it created itself.
  public Peer creating(String id) {
    return new Peer(name, secretSha256, certificate, Optional.of(id));
  }

  /// A secret of 256 random bits.
  public static String freshSecret() {
    var bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// As [#secretSha256] has it.
  public static String sha256(String secret) {
    return Sha256.hex(secret);
  }

  /// Whether a hash is that of its secret; takes as long for a wrong one as for a right one.
  boolean hasSecret(String hash) {
    return secretSha256
        .filter(own -> MessageDigest.isEqual(own.getBytes(UTF_8), hash.getBytes(UTF_8)))
        .isPresent();
  }

  /// Its name alone.
  @Override
  public String toString() {
    return "Peer[" + name + "]";
  }
}
