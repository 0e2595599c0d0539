// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsClientAuth;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/// TLS 1.2 and 1.3 with the certificates of peers.
public final class HubTls {
  private HubTls() {}

  /// A caller need not show a certificate; if it does, it is that of a peer, or there is no
  /// connection.
  ///
  /// @param chain PEM file of the server's certificate chain
  /// @param key PEM file of its private key
  /// @param peers what callers may show
  public static Tls of(Path chain, Path key, List<X509Certificate> peers) {
    Keys keys =
        Keys.builder()
            .pem(p -> p.key(Resource.create(key)).certChain(Resource.create(chain)))
            .build();
    var tls =
        Tls.builder()
            .privateKey(keys)
            .privateKeyCertChain(keys)
            .enabledProtocols(List.of("TLSv1.3", "TLSv1.2"));
    if (!peers.isEmpty()) {
      tls.trust(peers).clientAuth(TlsClientAuth.OPTIONAL);
    }
    return tls.build();
  }
}
