// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsClientAuth;
import java.security.cert.X509Certificate;
import java.util.List;

/// TLS 1.2 and 1.3 with the certificates of peers.
public final class HubTls {
  private HubTls() {}

  /// A caller need not show a certificate; if it does, it is that of a peer, or there is no
  /// connection.
  public static Tls of(HubConfig.Pem pem, Coalition coalition) {
    Keys keys =
        Keys.builder()
            .pem(p -> p.key(Resource.create(pem.key())).certChain(Resource.create(pem.chain())))
            .build();
    var tls =
        Tls.builder()
            .privateKey(keys)
            .privateKeyCertChain(keys)
            .enabledProtocols(List.of("TLSv1.3", "TLSv1.2"));
    List<X509Certificate> known =
        coalition.peers().stream().flatMap(peer -> peer.certificate().stream()).toList();
    if (!known.isEmpty()) {
      tls.trust(known).clientAuth(TlsClientAuth.OPTIONAL);
    }
    return tls.build();
  }
}
