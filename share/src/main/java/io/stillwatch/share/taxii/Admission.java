// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Tells who calls: by the certificate of the connection, else by Basic or a bearer token.
///
/// @param peers who may
/// @param clock of this machine, by which certificates end
record Admission(List<Peer> peers, InstantSource clock) {
  /// @param authorization all lines of that header
  /// @param shown the caller's own certificate; the connection proved that it has the key
  Optional<Peer> who(List<String> authorization, Optional<X509Certificate> shown) {
    Optional<Peer> certified = shown.flatMap(this::certified);
    if (certified.isPresent() || authorization.size() != 1) {
      return certified;
    }
    String[] words = authorization.getFirst().strip().split(" +", 2);
    if (words.length < 2) {
      return Optional.empty();
    }
    return switch (words[0].toLowerCase(Locale.ROOT)) {
      case "basic" -> basic(words[1]);
      case "bearer" -> bearer(words[1]);
      default -> Optional.empty();
    };
  }

  private Optional<Peer> certified(X509Certificate shown) {
    try {
      shown.checkValidity(Date.from(clock.instant()));
    } catch (CertificateException e) {
      return Optional.empty();
    }
    return peers.stream().filter(peer -> peer.certificate().equals(Optional.of(shown))).findFirst();
  }

  private Optional<Peer> basic(String credentials) {
    try {
      String[] parts = new String(Base64.getDecoder().decode(credentials), UTF_8).split(":", 2);
      return parts.length < 2
          ? Optional.empty()
          : bearer(parts[1]).filter(peer -> peer.name().equals(parts[0]));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// All are compared, so that the time it takes does not tell who was nearly it.
  private Optional<Peer> bearer(String secret) {
    String hash = Peer.sha256(secret);
    return peers.stream().filter(peer -> peer.hasSecret(hash)).toList().stream().findFirst();
  }
}
