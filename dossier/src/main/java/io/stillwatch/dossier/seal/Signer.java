// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/// Who signs a sealed file: an Ed25519 key, or the key of an X.509 certificate.
public final class Signer {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private final PrivateKey key;
  private final PublicKey publicKey;
  private final List<Certificate> certificates;

  private Signer(PrivateKey key, PublicKey publicKey, List<Certificate> certificates) {
    this.key = key;
    this.publicKey = publicKey;
    this.certificates = List.copyOf(certificates);
  }

  /// A key from a file: PEM (`PRIVATE KEY`, and the certificate chain if there is one), or a
  /// PKCS#12 store with one key.
  ///
  /// @param password of the store; not asked for by PEM
  /// @throws IOException when the file holds no such key; its message holds nothing of the key
  public static Signer from(Path file, char[] password) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      return text.contains("-----BEGIN ") ? pem(text) : store(bytes, password);
    } catch (GeneralSecurityException | IllegalArgumentException | IOException e) {
      throw new IOException(
          file
              + " holds no key that can sign; it takes PEM with an unencrypted PRIVATE KEY of"
              + " Ed25519, or of RSA or EC with its CERTIFICATE, or a PKCS#12 store and its password");
    }
  }

  private static Signer store(byte[] bytes, char[] password)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = new ByteArrayInputStream(bytes)) {
      store.load(in, password);
    }
    for (String alias : Collections.list(store.aliases())) {
      if (store.getKey(alias, password) instanceof PrivateKey key) {
        List<Certificate> chain = List.of(store.getCertificateChain(alias));
        return new Signer(key, chain.getFirst().getPublicKey(), chain);
      }
    }
    throw new IOException("no key");
  }

  private static Signer pem(String text) throws GeneralSecurityException, IOException {
    var chain = new ArrayList<Certificate>();
    byte[] key = {};
    Matcher matcher = PEM.matcher(text);
    while (matcher.find()) {
      byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
      switch (matcher.group(1)) {
        case "PRIVATE KEY" -> key = der;
        case "CERTIFICATE" -> chain.add(certificate(der));
        default -> {}
      }
    }
    if (!chain.isEmpty()) {
      PublicKey of = chain.getFirst().getPublicKey();
      PrivateKey secret =
          KeyFactory.getInstance(of.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(key));
      return new Signer(secret, of, chain);
    }
    return edwards(key);
  }

  /// The public key of a bare Ed25519 key follows from it.
  private static Signer edwards(byte[] pkcs8) throws GeneralSecurityException, IOException {
    if (!(PrivateKeyFactory.createKey(pkcs8) instanceof Ed25519PrivateKeyParameters secret)) {
      throw new IOException("not Ed25519");
    }
    byte[] open =
        SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(secret.generatePublicKey())
            .getEncoded();
    KeyFactory factory = KeyFactory.getInstance("Ed25519");
    return new Signer(
        factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)),
        factory.generatePublic(new X509EncodedKeySpec(open)),
        List.of());
  }

  static Certificate certificate(byte[] der) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(der));
  }

  /// As the Java platform names it.
  static String algorithm(PublicKey key) throws GeneralSecurityException {
    return switch (key.getAlgorithm()) {
      case "EdDSA", "Ed25519" -> "Ed25519";
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> throw new GeneralSecurityException("no signatures with " + key.getAlgorithm());
    };
  }

  String algorithm() throws GeneralSecurityException {
    return algorithm(publicKey);
  }

  String publicKey() {
    return Base64.getEncoder().encodeToString(publicKey.getEncoded());
  }

  List<String> certificates() throws CertificateEncodingException {
    var all = new ArrayList<String>();
    for (Certificate one : certificates) {
      all.add(Base64.getEncoder().encodeToString(one.getEncoded()));
    }
    return all;
  }

  byte[] sign(byte[] content) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm());
    signature.initSign(key);
    signature.update(content);
    return signature.sign();
  }

  @Override
  public String toString() {
    return "Signer";
  }
}
