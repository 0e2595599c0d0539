// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// How a server is spoken to.
///
/// @param authorization the header of that name; empty for none
/// @param certificate PEM files of the certificate to show
/// @param authorities PEM file of the certificates that a server must be signed by; empty: those of
///   this machine
public record Connection(
    Optional<String> authorization, Optional<Own> certificate, Optional<Path> authorities) {
  /// PEM files of a certificate chain and its private key.
  public record Own(Path chain, Path key) {}

  /// Without saying who one is.
  public static Connection anonymous() {
    return new Connection(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// With a name and its secret (RFC 7617).
  public static Connection basic(String user, String secret) {
    String both = Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(UTF_8));
    return new Connection(Optional.of("Basic " + both), Optional.empty(), Optional.empty());
  }

  /// With a token (RFC 6750).
  public static Connection bearer(String token) {
    return new Connection(Optional.of("Bearer " + token), Optional.empty(), Optional.empty());
  }

  /// The same, showing a certificate.
  public Connection showing(Own own) {
    return new Connection(authorization, Optional.of(own), authorities);
  }

  /// The same, trusting nobody but these.
  public Connection trusting(Path roots) {
    return new Connection(authorization, certificate, Optional.of(roots));
  }

  /// The same, saying so who one is.
  ///
  /// @param header whole
  public Connection saying(Optional<String> header) {
    return new Connection(header, certificate, authorities);
  }

  /// As it is spoken over TLS.
  ///
  /// @throws IOException when a file cannot be read
  /// @throws IllegalArgumentException when it is no PEM
  public SSLContext tls() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(shown(), trusted(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the certificates cannot be used: " + e.getMessage(), e);
    }
  }

  private KeyManager @Nullable [] shown() throws GeneralSecurityException, IOException {
    if (certificate.isEmpty()) {
      return null;
    }
    Own own = certificate.get();
    Keys pem =
        Keys.builder()
            .pem(p -> p.key(Resource.create(own.key())).certChain(Resource.create(own.chain())))
            .build();
    KeyStore store = empty();
    store.setKeyEntry(
        "own",
        pem.privateKey().orElseThrow(),
        new char[0],
        pem.certChain().toArray(new X509Certificate[0]));
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    return keys.getKeyManagers();
  }

  private TrustManager @Nullable [] trusted() throws GeneralSecurityException, IOException {
    if (authorities.isEmpty()) {
      return null;
    }
    KeyStore store = empty();
    for (X509Certificate one : certificates(authorities.get())) {
      store.setCertificateEntry(one.getSerialNumber() + " " + one.getSubjectX500Principal(), one);
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return trust.getTrustManagers();
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static List<X509Certificate> certificates(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (CertificateException e) {
      throw new IllegalArgumentException(file + " holds no certificates in PEM", e);
    }
  }

  /// Without secrets.
  @Override
  public String toString() {
    return "Connection[" + (certificate.isPresent() ? "certificate" : "") + "]";
  }
}
