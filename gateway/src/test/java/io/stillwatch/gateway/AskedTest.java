// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.ingest.ModelCalls;
import io.stillwatch.model.Feature;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a request asks for, and what is left of it when something is withheld.
class AskedTest {
  /// Whoever reads the request afterwards, or for Envoy, has to see the same.
  private static Asked asked(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    Asked asked = Asked.of(bytes, 1000);
    assertThat(new ModelCalls(1 << 20).request(bytes, bytes.length, false).wants())
        .as("as ingest reads %s", json)
        .isEqualTo(asked.wants());
    return asked;
  }

  private static Asked.Edit edit(Set<Feature> without, boolean addUsage) {
    return new Asked.Edit(without, addUsage, Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"logprobs\":true} | LOGPROBS",
        "{\"logprobs\":0} | LOGPROBS",
        "{\"top_logprobs\":2} | LOGPROBS",
        "{\"include\":[\"message.output_text.logprobs\"]} | LOGPROBS",
        "{\"n\":2} | SEVERAL_ANSWERS",
        "{\"temperature\":0} | TEMPERATURE_ZERO",
        "{\"temperature\":1e-9} | TEMPERATURE_ZERO",
        "{\"top_k\":1} | TEMPERATURE_ZERO",
        "{\"top_p\":0.0001} | TEMPERATURE_ZERO",
        "{\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":5}} | REASONING",
        "{\"reasoning\":{\"summary\":\"auto\"}} | REASONING",
        "{\"include\":[\"reasoning.encrypted_content\"]} | REASONING",
        "{\"\\u006e\":2} | SEVERAL_ANSWERS",
        "{\"n\":1,\"n\":2} | SEVERAL_ANSWERS"
      })
  void aFeatureIsSeenHoweverItIsAskedFor(String json, Feature feature) {
    assertThat(asked(json).wants()).isEqualTo(Set.of(feature));
    String left = new String(asked(json).body(edit(EnumSet.of(feature), false)), UTF_8);
    assertThat(asked(left).wants()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"logprobs\":false}",
        "{\"n\":1}",
        "{\"temperature\":0.7,\"top_p\":1,\"top_k\":40}",
        "{\"thinking\":{\"type\":\"disabled\"}}",
        "{\"reasoning\":{\"effort\":\"low\",\"summary\":null}}",
        "{\"reasoning_effort\":\"high\"}",
        "{\"include\":[\"file_search_call.results\"]}",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"n: 2, temperature: 0\",\"logprobs\":true}]}"
      })
  void whatIsNotAskedForIsNotSeen(String json) {
    assertThat(asked(json).wants()).isEmpty();
  }

  @Test
  void whatStaysIsNotRewritten() {
    String left =
        new String(
            asked(
                    "{ \"a\" : 1.0e+2 ,\n\"n\":3, \"b\":\"\\u00e9\", \"include\":[\"x\",\"reasoning.y\"]}")
                .body(edit(EnumSet.of(Feature.SEVERAL_ANSWERS, Feature.REASONING), true)),
            UTF_8);

    assertThat(left)
        .isEqualTo(
            "{\"a\":1.0e+2,\"b\":\"\\u00e9\",\"include\":[\"x\"],\"stream_options\":{\"include_usage\":true}}");
  }

  @Test
  void otherOptionsOfAStreamStay() {
    String left =
        new String(
            asked("{\"stream\":true,\"stream_options\":{\"include_obfuscation\":false}}")
                .body(edit(Set.of(), true)),
            UTF_8);

    assertThat(left)
        .isEqualTo(
            "{\"stream\":true,\"stream_options\":{\"include_obfuscation\":false,\"include_usage\":true}}");
  }

  @Test
  void theMostThatMayComeIsCountedForAllAnswers() {
    assertThat(asked("{\"max_tokens\":10,\"max_completion_tokens\":20,\"n\":3}").output())
        .isEqualTo(60);
    assertThat(asked("{}").output()).isEqualTo(1000);
    assertThat(asked("{\"max_tokens\":1e300,\"n\":1e300}").output()).isPositive();
  }

  @Test
  void aSplicedBodyIsTheBodyWithoutTheMember() {
    byte[] whole = "{\"n\":2}".getBytes(UTF_8);

    assertThat(asked("{\"n\":2}").body(edit(Set.of(), false))).isEqualTo(whole);
    assertThat(
            Arrays.equals(
                asked("{\"n\":2}").body(edit(EnumSet.of(Feature.SEVERAL_ANSWERS), false)),
                "{}".getBytes(UTF_8)))
        .isTrue();
  }
}
