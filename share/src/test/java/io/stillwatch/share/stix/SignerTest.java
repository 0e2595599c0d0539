// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SignerTest {
  private static final ECKey KEY = key("one");

  private static ECKey key(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Signatures with(ECKey... keys) {
    var shown = new ArrayList<JWK>();
    for (ECKey key : keys) {
      shown.add(key.toPublicJWK());
    }
    return Signatures.of(new JWKSet(shown).toString(true));
  }

  private static List<String> signed() {
    return Samples.bundle().signed(new Signer(KEY)).objects();
  }

  @Test
  void everyObjectOfItsOwnIsSigned() throws Exception {
    for (String text : signed()) {
      JsonNode object = Nodes.JSON.readTree(text);
      assertThat(with(KEY).hold(text)).isEqualTo(object.has("created_by_ref"));
      if (object.has("created_by_ref")) {
        assertThat(Schemas.object(object.path("type").asString(), text)).isEmpty();
        assertThat(Schemas.extension(Extension.of(object).toString())).isEmpty();
      }
    }
  }

  @Test
  void whoeverChangesAnythingIsFoundOut() {
    String campaign = signed().get(2);
    ObjectNode object = (ObjectNode) Nodes.JSON.readTree(campaign);
    assertThat(with(KEY).hold(object.deepCopy().put("confidence", 84).toString())).isFalse();
    assertThat(with(KEY).hold(object.deepCopy().put("revoked", true).toString())).isFalse();
    ObjectNode more = object.deepCopy();
    Extension.on(more).put("exchanges", 1);
    assertThat(with(KEY).hold(more.toString())).isFalse();
    ObjectNode without = object.deepCopy();
    Extension.on(without).remove(Signer.PROPERTY);
    assertThat(with(KEY).hold(without.toString())).isFalse();
  }

  @Test
  void theOrderOfPropertiesAndSpacesDoNotMatter() {
    String campaign = signed().get(2);
    ObjectNode turned = Nodes.object();
    new ArrayList<>(Nodes.JSON.readTree(campaign).properties())
        .reversed()
        .forEach(p -> turned.set(p.getKey(), p.getValue()));
    assertThat(with(KEY).hold(turned.toPrettyString())).isTrue();
  }

  @Test
  void keysRollByOverlap() {
    String campaign = signed().get(2);
    assertThat(with(KEY, key("two")).hold(campaign)).isTrue();
    assertThat(with(key("two")).hold(campaign)).isFalse();
    assertThat(with(key("one")).hold(campaign)).isFalse();
  }

  @Test
  void keysThatAreNoneAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Signatures.of("no keys"))
        .withMessageContaining("ask the peer");
  }
}
