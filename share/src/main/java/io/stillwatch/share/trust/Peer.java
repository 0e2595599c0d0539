// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.trust;

import static io.stillwatch.model.Require.filled;
import static io.stillwatch.model.Require.that;

import io.stillwatch.share.stix.Signatures;
import io.stillwatch.share.stix.StixId;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// A member of the coalition: who it is, by what it signs, and by what it connects. One record, so
/// that nobody is enrolled by halves.
///
/// @param id its identity object
/// @param name of the organisation
/// @param jwks public keys it signs with (RFC 7517); two while one takes over from the other
/// @param pins SHA-256 of its client certificates, 64 hex digits each; two likewise; none when it
///   is known by a secret
/// @param relays identities whose objects it may pass on; none as a rule
/// @param enrolled since when
public record Peer(
    String id,
    String name,
    String jwks,
    SortedSet<String> pins,
    SortedSet<String> relays,
    Instant enrolled) {
  public Peer {
    that(StixId.isOf("identity", id), "a peer is an identity-- and a UUID");
    filled(name, "a peer has a name");
    Signatures.of(jwks);
    pins = Collections.unmodifiableSortedSet(new TreeSet<>(pins));
    relays = Collections.unmodifiableSortedSet(new TreeSet<>(relays));
    that(
        pins.stream().allMatch(pin -> pin.matches("[0-9a-f]{64}")),
        "a pin is the SHA-256 of a certificate, 64 hex digits");
  }

  /// Whether it may send what this identity made.
  public boolean speaksFor(String creator) {
    return id.equals(creator) || relays.contains(creator);
  }

  /// Checks the signatures of what it made.
  public Signatures signatures() {
    return Signatures.of(jwks);
  }
}
