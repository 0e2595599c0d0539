// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A sealed file that was opened, every part of it as it should be and every number computed again.
///
/// @param sha256 digest of the whole file
/// @param campaign the campaign it is of
/// @param signature whose signature it bears; empty when it bears none
/// @param stamp when a time-stamping authority saw it; empty when none did
/// @param letter the letter in it, as JSON
public record Sealed(
    String sha256,
    String campaign,
    Optional<Signed> signature,
    Optional<TimeAuthority.Stamp> stamp,
    String letter,
    Verified verified) {

  /// @param key SHA-256 of the public key in its X.509 form
  /// @param subject of the certificate; empty for a bare key
  public record Signed(String algorithm, String key, String subject) {}

  /// Opens a file and computes all of it again. Needs nothing but the file.
  ///
  /// @throws Broken with the first thing that does not match
  public static Sealed open(Path file) throws IOException {
    long length = Files.size(file);
    if (length > Seal.BYTES_MOST) {
      throw new Broken(
          "the file has %,d bytes; at most %,d are read".formatted(length, Seal.BYTES_MOST));
    }
    return open(Files.readAllBytes(file));
  }

  /// SHA-256 of these bytes, in lower-case hexadecimal.
  public static String digest(byte[] bytes) {
    return Digests.of(bytes);
  }

  /// Says that somebody else signed than was asked for.
  public static Broken other(String what, String asked, String found) {
    return new Broken(what + ": " + asked + " was asked for, it is " + found);
  }

  /// As [#open(Path)].
  public static Sealed open(byte[] bytes) throws IOException {
    Map<String, byte[]> parts = Container.read(bytes);
    checkParts(parts);
    String manifestText = text(parts, Seal.MANIFEST);
    Manifest manifest = Canonical.exact(manifestText, Manifest.class);
    Sealing sealing = Canonical.exact(text(parts, Seal.SEALING), Sealing.class);
    Checks.same("format", manifest.format(), Verifier.FORMAT);
    digest(parts, Seal.MANIFEST, sealing.manifest());
    digest(parts, Seal.EVIDENCE, manifest.evidence());
    digest(parts, Seal.LETTER, manifest.letter());
    Optional<Signed> signed = signature(parts, sealing);
    Optional<TimeAuthority.Stamp> stamp = stamp(parts, sealing);
    Verified verified = evidence(parts);
    Checks.same("campaign", manifest.campaign(), verified.facts().about().campaign());
    return new Sealed(
        Digests.of(bytes), manifest.campaign(), signed, stamp, text(parts, Seal.LETTER), verified);
  }

  private static Verified evidence(Map<String, byte[]> parts) throws IOException {
    try (InputStream in = new ByteArrayInputStream(part(parts, Seal.EVIDENCE))) {
      return Verifier.evidence(in);
    }
  }

  /// The parts there may be, in their order.
  private static void checkParts(Map<String, byte[]> parts) throws Broken {
    var names = new ArrayList<>(List.of(Seal.EVIDENCE, Seal.LETTER, Seal.MANIFEST));
    if (parts.containsKey(Seal.TIMESTAMP)) {
      names.add(Seal.TIMESTAMP);
    }
    names.add(Seal.SEALING);
    if (parts.containsKey(Seal.SIGNATURE)) {
      names.add(Seal.SIGNATURE);
    }
    if (!List.copyOf(new LinkedHashMap<>(parts).keySet()).equals(names)) {
      throw new Broken("the container holds %s; it takes %s".formatted(parts.keySet(), names));
    }
  }

  private static byte[] part(Map<String, byte[]> parts, String name) {
    return parts.getOrDefault(name, new byte[0]);
  }

  private static String text(Map<String, byte[]> parts, String name) throws Broken {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(part(parts, name)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new Broken(name + " is not UTF-8");
    }
  }

  private static void digest(Map<String, byte[]> parts, String name, String said) throws Broken {
    Checks.same("digest of " + name, said, Digests.of(part(parts, name)));
  }

  private static Optional<TimeAuthority.Stamp> stamp(Map<String, byte[]> parts, Sealing sealing)
      throws Broken {
    if (!parts.containsKey(Seal.TIMESTAMP)) {
      Checks.same("digest of " + Seal.TIMESTAMP, sealing.timestamp(), "");
      return Optional.empty();
    }
    digest(parts, Seal.TIMESTAMP, sealing.timestamp());
    return Optional.of(TimeAuthority.read(part(parts, Seal.TIMESTAMP), part(parts, Seal.MANIFEST)));
  }

  private static Optional<Signed> signature(Map<String, byte[]> parts, Sealing sealing)
      throws Broken {
    boolean signs = parts.containsKey(Seal.SIGNATURE);
    if (signs == sealing.algorithm().isEmpty()) {
      throw new Broken("the file says that it is signed, and is not, or the other way round");
    }
    if (!signs) {
      return Optional.empty();
    }
    try {
      byte[] der = Base64.getDecoder().decode(sealing.publicKey());
      PublicKey key = key(der, sealing);
      Signature signature = Signature.getInstance(Signer.algorithm(key));
      signature.initVerify(key);
      signature.update(part(parts, Seal.SEALING));
      if (!signature.verify(part(parts, Seal.SIGNATURE))) {
        throw new Broken("the signature is not of this file");
      }
      return Optional.of(new Signed(sealing.algorithm(), Digests.of(der), subject(sealing, der)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new Broken("the signature cannot be checked, so it proves nothing");
    }
  }

  private static PublicKey key(byte[] der, Sealing sealing) throws GeneralSecurityException {
    String family =
        switch (sealing.algorithm()) {
          case "Ed25519" -> "Ed25519";
          case "SHA256withRSA" -> "RSA";
          case "SHA256withECDSA" -> "EC";
          default -> throw new GeneralSecurityException("no such signature");
        };
    return KeyFactory.getInstance(family).generatePublic(new X509EncodedKeySpec(der));
  }

  /// Whom the certificate is of, which must be of the key.
  private static String subject(Sealing sealing, byte[] der) throws GeneralSecurityException {
    if (sealing.certificates().isEmpty()) {
      return "";
    }
    byte[] first = Base64.getDecoder().decode(sealing.certificates().getFirst());
    Certificate certificate = Signer.certificate(first);
    if (!Arrays.equals(certificate.getPublicKey().getEncoded(), der)) {
      throw new GeneralSecurityException("the certificate is of another key");
    }
    return ((X509Certificate) certificate).getSubjectX500Principal().getName();
  }
}
