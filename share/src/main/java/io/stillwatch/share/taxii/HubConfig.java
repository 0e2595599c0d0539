// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import io.stillwatch.store.StoreConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/// Where a hub listens and what it keeps.
///
/// @param listen address and port; port 0 takes a free one
/// @param place where it keeps what was posted
/// @param tls its certificate; empty: plain text, for this machine or behind something that speaks
///   TLS
/// @param limits of requests and answers
public record HubConfig(
    InetSocketAddress listen, StoreConfig place, Optional<Pem> tls, TaxiiServer.Limits limits) {
  /// PEM files of a certificate chain and its private key.
  public record Pem(Path chain, Path key) {}

  /// On a free port of this machine, without TLS, with SQLite in a folder.
  public static HubConfig local(Path folder) {
    return local(new StoreConfig.Embedded(folder));
  }

  /// On a free port of this machine, without TLS.
  public static HubConfig local(StoreConfig place) {
    return new HubConfig(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        place,
        Optional.empty(),
        TaxiiServer.Limits.STANDARD);
  }

  /// The same over TLS.
  public HubConfig over(Pem pem) {
    return new HubConfig(listen, place, Optional.of(pem), limits);
  }
}
