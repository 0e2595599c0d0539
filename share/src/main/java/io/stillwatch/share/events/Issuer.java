// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;

/// A peer whose events are taken.
///
/// @param peer by which it is enrolled
/// @param uri the `iss` of its events, and the `aud` of ours to it
/// @param keys public keys, as JSON; several at once while it changes them
public record Issuer(String peer, String uri, String keys) {
  public Issuer {
    if (read(keys).getKeys().stream().anyMatch(key -> key.isPrivate())) {
      throw new IllegalArgumentException(
          "the keys of "
              + peer
              + " hold a private key; ask it for its public ones, and for new ones");
    }
  }

  JWKSet set() {
    return read(keys);
  }

  private static JWKSet read(String keys) {
    try {
      return JWKSet.parse(keys);
    } catch (ParseException e) {
      throw new IllegalArgumentException("the keys of a peer are a JSON Web Key Set", e);
    }
  }
}
