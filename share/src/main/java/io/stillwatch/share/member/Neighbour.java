// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.member;

import static io.stillwatch.model.Require.filled;
import static io.stillwatch.model.Require.that;

import io.stillwatch.share.events.Issuer;
import io.stillwatch.share.trust.Peer;
import java.net.URI;
import java.util.Optional;

/// A peer, and how the two of us speak.
///
/// @param peer as it is enrolled; its name is that of its events too
/// @param url its URI: the `iss` of its events, the `aud` of ours to it
/// @param push where our events are brought; empty: it fetches them
/// @param shows the secret it shows us; empty: its certificate says who it is
/// @param wants the secret it wants to see from us
public record Neighbour(
    Peer peer, String url, Optional<URI> push, Optional<String> shows, Optional<String> wants) {
  public Neighbour {
    filled(url, "a peer has a URL");
    that(
        !peer.pins().isEmpty() || shows.isPresent(),
        "peer " + peer.name() + " has neither a certificate nor a secret to show");
  }

  Issuer issuer() {
    return new Issuer(peer.name(), url, peer.jwks());
  }

  /// Without secrets.
  @Override
  public String toString() {
    return "Neighbour[" + peer.name() + "]";
  }
}
