// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.stillwatch.gateway.GatewayConfig.Upstream;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// TLS of both sides, 1.2 and 1.3, with the JDK's engine.
final class Tls {
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private Tls() {}

  /// @throws IllegalArgumentException when certificate or key cannot be used
  static SslContext server(GatewayConfig.Tls files) {
    try {
      return SslContextBuilder.forServer(files.certificate().toFile(), files.key().toFile())
          .protocols(VERSIONS)
          .build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "certificate " + files.certificate() + " and its key are not PEM files that fit", e);
    }
  }

  /// Empty when the upstream speaks plain HTTP. Its certificate must bear its name.
  static Optional<SslContext> client(Upstream upstream) {
    if (!upstream.base().getScheme().equals("https")) {
      return Optional.empty();
    }
    try {
      var builder = SslContextBuilder.forClient().protocols(VERSIONS);
      builder.endpointIdentificationAlgorithm("HTTPS");
      upstream.trust().ifPresent(pem -> builder.trustManager(pem.toFile()));
      return Optional.of(builder.build());
    } catch (SSLException | IllegalArgumentException e) {
      throw new IllegalArgumentException("the certificates to trust cannot be used", e);
    }
  }
}
