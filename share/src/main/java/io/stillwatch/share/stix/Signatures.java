// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import tools.jackson.databind.node.ObjectNode;

/// Checks what [Signer] wrote, with the keys a peer was enrolled with.
public final class Signatures {
  private final JWKSet keys;

  private Signatures(JWKSet keys) {
    this.keys = keys;
  }

  /// @param jwks the peer's public keys, as RFC 7517 has them; keys roll by overlap
  /// @throws IllegalArgumentException when it is no set of keys
  public static Signatures of(String jwks) {
    try {
      return new Signatures(JWKSet.parse(jwks));
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          "the keys of a peer are no JSON Web Key Set; ask the peer for its JWKS", e);
    }
  }

  /// Whether the object carries a signature by one of these keys over all the rest of it.
  public boolean hold(String object) {
    return Nodes.JSON.readTree(object) instanceof ObjectNode node && holds(node.deepCopy());
  }

  private boolean holds(ObjectNode node) {
    String signature = Extension.of(node).path(Signer.PROPERTY).asString("");
    if (signature.isEmpty()) {
      return false;
    }
    Extension.on(node).remove(Signer.PROPERTY);
    try {
      JWSObject jws = JWSObject.parse(signature, new Payload(Nodes.canonical(node)));
      return jws.getHeader().getAlgorithm().equals(JWSAlgorithm.ES256) && verified(jws);
    } catch (ParseException | JOSEException e) {
      return false;
    }
  }

  private boolean verified(JWSObject jws) throws JOSEException {
    for (JWK key : keys.getKeys()) {
      boolean named = String.valueOf(jws.getHeader().getKeyID()).equals(key.getKeyID());
      if (named && key instanceof ECKey ec && jws.verify(new ECDSAVerifier(ec))) {
        return true;
      }
    }
    return false;
  }
}
