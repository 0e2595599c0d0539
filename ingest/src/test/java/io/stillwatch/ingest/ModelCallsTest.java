// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Feature;
import io.stillwatch.model.Message;
import io.stillwatch.model.Message.Role;
import io.stillwatch.model.Text;
import org.junit.jupiter.api.Test;

class ModelCallsTest {
  private static final ModelCalls CALLS = new ModelCalls(1 << 20);

  private static ModelRequest read(String json) {
    byte[] body = json.getBytes(UTF_8);
    return CALLS.request(body, body.length, false);
  }

  private static Message user(String words) {
    return new Message(Role.USER, Text.of(words));
  }

  @Test
  void aChatCompletionIsReadWithWhatItWants() {
    ModelRequest request =
        read(
            """
            {"model":"big-1","messages":[{"role":"system","content":"Be brief."},
             {"role":"user","content":"Hi"}],"logprobs":true,"n":3,"temperature":0,
             "max_tokens":100,"user":"u-1","stream":true}""");

    assertThat(request.ask().model()).isEqualTo("big-1");
    assertThat(request.ask().messages())
        .containsExactly(new Message(Role.SYSTEM, Text.of("Be brief.")), user("Hi"));
    assertThat(request.ask().params()).containsEntry("n", "3").doesNotContainKey("user");
    assertThat(request.ask().truncated()).isFalse();
    assertThat(request.endUser()).isEqualTo("u-1");
    assertThat(request.output()).isEqualTo(300);
    assertThat(request.wants())
        .containsExactlyInAnyOrder(
            Feature.LOGPROBS, Feature.SEVERAL_ANSWERS, Feature.TEMPERATURE_ZERO);
  }

  @Test
  void aPlainRequestWantsNothingSpecial() {
    ModelRequest request =
        read(
            """
            {"model":"m","messages":[],"logprobs":false,"n":1,"temperature":0.7,
             "thinking":{"type":"disabled"},"top_logprobs":0}""");

    assertThat(request.wants()).isEmpty();
    assertThat(request.output()).isZero();
  }

  @Test
  void anthropicMessagesAndThinkingAreRead() {
    String signature = "c2lnbmF0dXJl".repeat(5);
    ModelRequest request =
        read(
            """
            {"model":"c","system":[{"type":"text","text":"S"}],"max_tokens":10,
             "thinking":{"type":"enabled","budget_tokens":1024},"metadata":{"user_id":"u"},
             "messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]},
             {"role":"assistant","content":[{"type":"thinking","thinking":"x","signature":"%s"},
             {"type":"text","text":"Yo"}]}]}"""
                .formatted(signature));

    assertThat(request.ask().messages()).hasSize(3);
    assertThat(request.ask().messages().get(1)).isEqualTo(user("Hi"));
    assertThat(request.wants()).containsExactly(Feature.REASONING);
    assertThat(request.endUser()).isEqualTo("u");
    assertThat(request.ask().reasoningIn()).hasSize(1);

    ReplyReader reply = CALLS.reply(false);
    reply.take(
        "{\"id\":\"m\",\"content\":[{\"type\":\"thinking\",\"signature\":\"%s\"}]}"
            .formatted(signature)
            .getBytes(UTF_8));
    assertThat(reply.end().reasoning()).isEqualTo(request.ask().reasoningIn());
  }

  @Test
  void theResponsesApiAndEmbeddingsAreRead() {
    assertThat(read("{\"model\":\"m\",\"instructions\":\"S\",\"input\":\"Hi\"}").ask().messages())
        .containsExactly(new Message(Role.SYSTEM, Text.of("S")), user("Hi"));
    assertThat(read("{\"model\":\"e\",\"input\":[\"a\",\"b\"]}").ask().messages())
        .containsExactly(user("a"), user("b"));
  }

  @Test
  void whatWasCutIsReadUpToThereAndSaysSo() {
    byte[] body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"user\",\"content\":\"\u00e9\u00e9"
            .getBytes(UTF_8);

    for (int cut = 0; cut <= 4; cut++) {
      ModelRequest request = CALLS.request(body, body.length - cut, true);

      assertThat(request.ask().model()).isEqualTo("m");
      assertThat(request.ask().messages()).containsExactly(user("Hi"));
      assertThat(request.ask().truncated()).isTrue();
    }
  }

  @Test
  void hostileBodiesAreNoRequests() {
    assertThat(read("[".repeat(100_000)).ask().truncated()).isTrue();
    assertThat(read("{\"model\":\"m\",\"x\":" + "{\"a\":".repeat(5000)).ask().model())
        .isEqualTo("m");
    assertThat(read("not json").ask().model()).isEmpty();
    assertThat(read("").ask().truncated()).isTrue();
    byte[] bad = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};
    assertThat(CALLS.request(bad, bad.length, false).ask().truncated()).isTrue();
  }
}
