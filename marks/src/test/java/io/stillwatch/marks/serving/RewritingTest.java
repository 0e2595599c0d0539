// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.keys.KeyScope;
import java.util.ArrayList;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RewritingTest {
  private static final Key KEY = Key.of("k", 0x0123456789abcdefL);

  @Test
  void aCallerCannotOptOutNorBringAKeyOfHisOwn() {
    var members =
        new Rewriting(Engine.SGLANG, Tier.STANDARD, KEY)
            .rewrite(
                """
                {"watermark":{"enabled":false,"key":"ff"},"temperature":0,
                 "sampling_params":[{"watermark":{"key":"00"},"max_new_tokens":5}]}""");

    assertThat(members)
        .containsExactlyEntriesOf(
            new TreeMap<>(
                Map.of(
                    "sampling_params", "[{\"max_new_tokens\":5}]",
                    "temperature", "0",
                    "watermark",
                        "{\"enabled\":true,\"key\":\"0123456789abcdef\",\"context_window\":4}")));
  }

  @Test
  void aSuspectGetsNoGreedyDecoding() {
    var members =
        new Rewriting(Engine.VLLM, Tier.SUSPECT, KEY)
            .rewrite(
                """
                {"model":"m","watermarking":false,"temperature":0.0,"top_k":1,"use_beam_search":true,
                 "extra_body":{"top_p":1e-9,"seed":1.50},
                 "messages":[{"role":"user","content":"temperature"}]}""");

    assertThat(members)
        .containsExactlyEntriesOf(
            new TreeMap<>(
                Map.of(
                    "extra_body", "{\"seed\":1.5}",
                    "messages", "[{\"role\":\"user\",\"content\":\"temperature\"}]",
                    "model", "\"m\"",
                    "temperature", "0.5",
                    "watermarking", "true")));
  }

  /// What some server reads as a number though it is none.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"temperature\":\"0\"}|{temperature=0.5, watermarking=true}",
        "{\"temperature\":false}|{temperature=0.5, watermarking=true}",
        "{\"temperature\":[0]}|{temperature=0.5, watermarking=true}",
        "{\"temperature\":-1}|{temperature=0.5, watermarking=true}",
        "{\"temperature\":0.4999}|{temperature=0.5, watermarking=true}",
        "{\"temperature\":null}|{temperature=null, watermarking=true}",
        "{\"temperature\":1.0}|{temperature=1.0, watermarking=true}",
        "{\"top_k\":\"1\",\"top_p\":\"0\",\"min_p\":true}|{watermarking=true}",
        "{\"top_k\":40,\"top_p\":0.9,\"min_p\":0.05}|{min_p=0.05, top_k=40, top_p=0.9, watermarking=true}",
        "{\"top_k\":1.0,\"top_p\":0.01,\"min_p\":1}|{watermarking=true}",
        "{\"temperature\":0,\"temperature\":0.7}|{temperature=0.7, watermarking=true}",
        "{\"extra_body\":[[]],\"sampling_params\":5}|{extra_body=[[]], sampling_params=5, watermarking=true}"
      })
  void onlyWhatIsKnownToBeHarmlessStays(String request, String left) {
    assertThat(new Rewriting(Engine.VLLM, Tier.CAMPAIGN, KEY).rewrite(request)).hasToString(left);
  }

  @ParameterizedTest
  @EnumSource
  void rewritingTwiceIsRewritingOnce(Engine engine) {
    var random = new SplittableRandom(7);
    for (int i = 0; i < 500; i++) {
      var rewriting =
          new Rewriting(engine, Tier.values()[random.nextInt(Tier.values().length)], KEY);
      SortedMap<String, String> once = rewriting.rewrite(request(random, 2));
      String again =
          once.entrySet().stream()
              .map(e -> "\"" + e.getKey() + "\":" + e.getValue())
              .collect(Collectors.joining(",", "{", "}"));

      assertThat(rewriting.rewrite(again)).isEqualTo(once);
      assertThat(once.keySet()).allMatch(Rewriting::touches);
    }
  }

  private static String request(SplittableRandom random, int depth) {
    String[] names = {
      "watermark", "watermarking", "temperature", "top_k", "top_p", "min_p", "best_of"
    };
    String[] values = {"0", "1", "0.7", "\"0\"", "null", "true", "[1,{}]", "-1", "1e-30"};
    var members = new ArrayList<String>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      members.add(
          "\"%s\":%s"
              .formatted(
                  names[random.nextInt(names.length)], values[random.nextInt(values.length)]));
    }
    if (depth > 0) {
      members.add("\"extra_body\":" + request(random, depth - 1));
      members.add("\"sampling_params\":[" + request(random, depth - 1) + ",3]");
    }
    return "{" + String.join(",", members) + "}";
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
