// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.stillwatch.model.crypto.Sha256;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds out which enrolled peer calls.
public interface Callers {
  /// The name of the peer; empty when it is none of ours.
  Optional<String> who(ServerRequest request);

  /// This one, and where it knows nobody, another.
  default Callers or(Callers other) {
    return request -> who(request).or(() -> other.who(request));
  }

  /// By the secret behind `Authorization: Bearer`.
  ///
  /// @param peers SHA-256 of each secret in hex, by [#digest], with the peer it stands for
  static Callers bearers(Map<String, String> peers) {
    Map<String, String> known = Map.copyOf(peers);
    return request -> bearer(request).flatMap(secret -> find(known, digest(secret)));
  }

  /// By the client's certificate, as long as it is valid. The TLS layer has seen that the client
  /// has its key, and does not ask how old one is that it trusts by itself.
  ///
  /// @param peers SHA-256 of each certificate in hex, by [#digest], with the peer it stands for
  /// @param clock of this machine, by which certificates end
  static Callers certificates(Map<String, String> peers, InstantSource clock) {
    Map<String, String> known = Map.copyOf(peers);
    return request ->
        request
            .remotePeer()
            .tlsCertificates()
            .filter(chain -> chain.length > 0 && isValid(chain[0], clock))
            .flatMap(chain -> find(known, digest(chain[0])));
  }

  private static boolean isValid(Certificate shown, InstantSource clock) {
    try {
      if (shown instanceof X509Certificate one) {
        one.checkValidity(Date.from(clock.instant()));
        return true;
      }
      return false;
    } catch (CertificateException e) {
      return false;
    }
  }

  private static Optional<String> bearer(ServerRequest request) {
    List<String> all = request.headers().values(HeaderNames.AUTHORIZATION);
    return all.size() == 1 && all.getFirst().startsWith("Bearer ")
        ? Optional.of(all.getFirst().substring("Bearer ".length()).strip())
        : Optional.empty();
  }

  /// Looks at every entry, so that the time says nothing.
  private static Optional<String> find(Map<String, String> known, String digest) {
    Optional<String> found = Optional.empty();
    byte[] sought = digest.getBytes(UTF_8);
    for (Map.Entry<String, String> entry : known.entrySet()) {
      if (MessageDigest.isEqual(entry.getKey().getBytes(UTF_8), sought)) {
        found = Optional.of(entry.getValue());
      }
    }
    return found;
  }

  /// SHA-256 of a secret, in hex.
  static String digest(String secret) {
    return Sha256.hex(secret);
  }

  /// SHA-256 of a certificate, in hex.
  static String digest(Certificate certificate) {
    try {
      return Sha256.hex(certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the certificate has no encoded form", e);
    }
  }
}
