// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.keys.KeyScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RewritingTest {
  private static final Key KEY = Key.of("k", 0x0123456789abcdefL);

  @Test
  void aCallerCannotOptOutNorBringAKeyOfHisOwn() {
    var rewritten =
        new Rewriting(Engine.SGLANG, Tier.STANDARD, KEY)
            .rewrite(
                """
                {"model":"m","watermark":{"enabled":false,"key":"ff"},"temperature":0,
                 "sampling_params":[{"watermark":{"key":"00"},"max_new_tokens":5}]}""");

    JsonNode json = new JsonMapper().readTree(rewritten.json());
    assertThat(json.path("watermark").path("key").stringValue()).isEqualTo("0123456789abcdef");
    assertThat(json.path("watermark").path("enabled").booleanValue()).isTrue();
    assertThat(json.path("watermark").path("context_window").intValue()).isEqualTo(4);
    assertThat(json.path("sampling_params").get(0).has("watermark")).isFalse();
    assertThat(json.path("temperature").intValue()).isZero();
    assertThat(rewritten.changed()).contains("watermark", "sampling_params[].watermark");
    assertThat(rewritten.toString()).doesNotContain("0123456789abcdef");
  }

  @Test
  void aSuspectGetsNoGreedyDecoding() {
    var rewritten =
        new Rewriting(Engine.VLLM, Tier.SUSPECT, KEY)
            .rewrite(
                """
                {"model":"m","watermarking":false,"temperature":0.0,"top_k":1,"use_beam_search":true,
                 "messages":[{"role":"user","content":"temperature"}]}""");

    assertThat(rewritten.json())
        .isEqualTo(
            """
            {"model":"m","temperature":0.5,"messages":[{"role":"user","content":"temperature"}],"watermarking":true}""");
    assertThat(rewritten.changed())
        .containsExactly(
            "watermarking", "temperature", "top_k", "use_beam_search", "watermarking");
  }

  @Test
  void whatIsNotJsonIsRefusedWithoutRepeatingIt() {
    var rewriting = new Rewriting(Engine.VLLM, Tier.STANDARD, KEY);

    assertThatThrownBy(() -> rewriting.rewrite("{secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> rewriting.rewrite("[1]")).hasMessageContaining("another value");
  }

  @ParameterizedTest
  @EnumSource
  void everyEngineHasAConfigurationOfEveryTier(Engine engine) {
    var scope = new KeyScope(engine.profile(), "tier-2", "-", 1);
    for (Tier tier : Tier.values()) {
      Key key = Key.decoy(1, 1, engine.keyWords());

      assertThat(engine.configuration(tier, scope, key))
          .startsWith("# " + engine.word() + ", tier " + tier.word())
          .containsAnyOf(
              Long.toUnsignedString(key.first()), String.valueOf(key.first()), Engine.hex(key));
    }
    assertThat(Engine.of(engine.word())).isEqualTo(engine);
  }
}
