// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Signs objects, so that a server between two peers can hold an object back but not make or change
/// one: a detached JWS (RFC 7515, appendix F) with ES256 over the object's canonical JSON (RFC
/// 8785), in the property `signature` of the extension. Observables are nobody's and are not
/// signed.
public final class Signer {
  static final String PROPERTY = "signature";

  private final ECKey key;

  /// @param key on P-256, private part included, with a key id
  public Signer(ECKey key) {
    this.key = key;
  }

  /// The object with its signature.
  String signed(String object) {
    ObjectNode node = (ObjectNode) Nodes.JSON.readTree(object);
    if (!node.has("created_by_ref")) {
      return object;
    }
    Extension.on(node).remove(PROPERTY);
    return signedNode(node).toString();
  }

  private JsonNode signedNode(ObjectNode node) {
    try {
      var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
      var jws = new JWSObject(header, new Payload(Nodes.canonical(node)));
      jws.sign(new ECDSASigner(key));
      Extension.on(node).put(PROPERTY, jws.serialize(true));
      return node;
    } catch (JOSEException e) {
      throw new IllegalStateException("the key for signing objects does not sign", e);
    }
  }
}
