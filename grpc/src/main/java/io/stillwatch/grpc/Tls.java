// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Transport security, from PEM files.
///
/// @param certificate the server's chain
/// @param key its private key, PKCS #8, without a password
/// @param clients roots that a client's certificate must lead to; empty to ask clients for none
public record Tls(Path certificate, Path key, Optional<Path> clients) {

  ServerCredentials credentials() throws IOException {
    var builder = TlsServerCredentials.newBuilder().keyManager(certificate.toFile(), key.toFile());
    if (clients.isPresent()) {
      builder.trustManager(clients.get().toFile());
      builder.clientAuth(TlsServerCredentials.ClientAuth.REQUIRE);
    }
    return builder.build();
  }
}
