// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.tokens;

import io.stillwatch.cli.kit.Failure;
import io.stillwatch.share.blind.EpochKeys;
import io.stillwatch.share.blind.Quotas;
import io.stillwatch.share.blind.TokenRoutes;
import io.stillwatch.share.blind.TokenService;
import io.stillwatch.share.door.Callers;
import io.stillwatch.share.door.Door;
import io.stillwatch.share.door.Keep;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A token service with its folder and its port.
final class TokenHub implements AutoCloseable {
  /// The folder of keys, in that of the service.
  static final String KEYS = "keys";

  private final Keep keep;
  private final Door door;

  private TokenHub(Keep keep, Door door) {
    this.keep = keep;
    this.door = door;
  }

  /// @param clients certificates of clients, or what they are signed by; empty asks for none
  record Tls(Path keystore, Path password, Optional<Path> clients) {}

  static TokenHub open(Path folder, Path peers, InetSocketAddress address, Optional<Tls> tls)
      throws IOException {
    InstantSource clock = InstantSource.system();
    TokenPeers.Known known = new TokenPeers(peers).read();
    EpochKeys keys = EpochKeys.open(folder.resolve(KEYS), clock);
    keys.prepare();
    Keep keep = Keep.in(folder);
    var service = new TokenService(keys, new Quotas(keep, known.signups(), clock));
    Callers callers =
        Callers.certificates(known.certificates(), clock).or(Callers.bearers(known.secrets()));
    Optional<Door.Security> security =
        tls.isPresent() ? Optional.of(security(tls.get())) : Optional.empty();
    return new TokenHub(
        keep,
        Door.open(
            address,
            security,
            routing -> routing.register(TokenRoutes.PATH, new TokenRoutes(service, callers))));
  }

  private static Door.Security security(Tls tls) throws IOException {
    try {
      char[] word = Files.readString(tls.password()).strip().toCharArray();
      KeyStore own = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(tls.keystore())) {
        own.load(in, word);
      }
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, word);
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted(tls.clients()));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return new Door.Security(context, tls.clients().isPresent());
    } catch (GeneralSecurityException e) {
      throw Failure.unusable(tls.keystore() + " or the certificates of clients cannot be used");
    }
  }

  private static KeyStore trusted(Optional<Path> clients)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    if (clients.isPresent()) {
      try (InputStream in = Files.newInputStream(clients.get())) {
        int number = 0;
        for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
          store.setCertificateEntry("client-" + number++, one);
        }
      }
    }
    return store;
  }

  URI base() {
    return door.base();
  }

  @Override
  public void close() {
    door.close();
    keep.close();
  }
}
