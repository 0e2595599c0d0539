// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.model.Caller;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Message;
import io.stillwatch.model.Message.Role;
import io.stillwatch.model.Text;
import io.stillwatch.model.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Exchanges of the model APIs, read as they cross the wire.
class WireCallTest {
  private static final long AT = 1_770_000_000_000L;

  private static Exchange exchange(WireApi api, String request, String reply, boolean stream) {
    WireCall call = new WireCall(api, "gw-1");
    call.at(AT, AT + 250);
    call.caller(Caller.of("acct"));
    call.request(request.getBytes(UTF_8));
    call.reply(200, reply.getBytes(UTF_8), stream);
    call.usage(Usage.of(5, 6));
    return call.exchange();
  }

  private static Message said(Role role, String words) {
    return new Message(role, Text.of(words));
  }

  @Test
  void aChatIsReadAsALogOfItWouldBe() {
    Exchange chat =
        exchange(
            WireApi.CHAT,
            "{\"model\":\"m\",\"temperature\":0.5,\"user\":\"u\",\"messages\":[{\"role\":\"system\",\"content\":\"S\"},{\"role\":\"user\",\"content\":\"U\"}],\"tools\":[{\"type\":\"function\"}]}",
            "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"A\"}},{\"index\":1,\"message\":{\"content\":\"B\"}}]}",
            false);

    assertThat(chat.at()).isEqualTo(AT);
    assertThat(chat.ask().model()).isEqualTo("m");
    assertThat(chat.ask().params()).containsOnlyKeys("temperature");
    assertThat(chat.ask().messages()).containsExactly(said(Role.SYSTEM, "S"), said(Role.USER, "U"));
    assertThat(chat.ask().tools()).hasSize(1);
    assertThat(chat.caller().endUser()).isEqualTo("u");
    assertThat(chat.reply().text()).isEqualTo(Text.of("A"));
    assertThat(chat.reply().latencyMs()).isEqualTo(250);
    assertThat(chat.usage()).isEqualTo(Usage.of(5, 6));
  }

  @Test
  void theFirstAnswerOfAStreamIsPutTogether() {
    Exchange chat =
        exchange(
            WireApi.CHAT,
            "{}",
            """
            data: {"choices":[{"index":0,"delta":{"content":"Hel"}}]}

            data: {"choices":[{"delta":{"content":"other"},"index":1}]}

            data: {"choices":[{"index":0,"delta":{"content":"lo"}}]}

            data: [DONE]

            data: {"choices":[{"index":0,"delta":{"content":" cut of""",
            true);

    assertThat(chat.reply().text()).isEqualTo(Text.of("Hello"));
  }

  @Test
  void sealedReasoningIsNamedWhereAnApiPutsItAndNowhereElse() {
    String seal = "EqQBCkYIARgCIkDsealed-by-the-provider";
    Exchange in =
        exchange(
            WireApi.MESSAGES,
            "{\"system\":\"S\",\"messages\":[{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"t\",\"signature\":\""
                + seal
                + "\"},{\"type\":\"text\",\"text\":\"x\"}]},{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"signature\":\"public static void main\",\"content\":\"c\"}]}]}",
            "{\"content\":[{\"type\":\"text\",\"text\":\"A\"}]}",
            false);
    Exchange out =
        exchange(
            WireApi.MESSAGES,
            "{}",
            "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"signature_delta\",\"signature\":\""
                + seal
                + "\"}}\n\nevent: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"A\"}}\n\n",
            true);

    assertThat(in.ask().reasoningIn()).hasSize(1).isEqualTo(out.reply().reasoningOut());
    assertThat(in.ask().messages().getFirst()).isEqualTo(said(Role.SYSTEM, "S"));
    assertThat(in.reply().text()).isEqualTo(out.reply().text()).isEqualTo(Text.of("A"));
  }

  @Test
  void responsesAndCompletionsHaveTheirOwnShapes() {
    Exchange responses =
        exchange(
            WireApi.RESPONSES,
            "{\"instructions\":\"S\",\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"U\"}]}]}",
            "data: {\"type\":\"response.reasoning_summary_text.delta\",\"delta\":\"why\"}\n\ndata: {\"type\":\"response.output_text.delta\",\"delta\":\"A\"}\n\n",
            true);
    Exchange completion =
        exchange(
            WireApi.COMPLETIONS,
            "{\"prompt\":[\"one\",\"two\"]}",
            "{\"choices\":[{\"index\":0,\"text\":\"A\"}]}",
            false);

    assertThat(responses.ask().messages())
        .containsExactly(said(Role.SYSTEM, "S"), said(Role.USER, "U"));
    assertThat(responses.reply().text()).isEqualTo(Text.of("A"));
    assertThat(completion.ask().messages())
        .containsExactly(said(Role.USER, "one"), said(Role.USER, "two"));
    assertThat(completion.reply().text()).isEqualTo(Text.of("A"));
  }

  @Test
  void bytesThatAreNoJsonAreAnExchangeWithoutWords() {
    Exchange odd = exchange(WireApi.CHAT, "{\"messages\":[", "<html>", false);

    assertThat(odd.ask().truncated()).isTrue();
    assertThat(odd.ask().messages()).isEqualTo(List.of());
    assertThat(odd.reply().text()).isEqualTo(Text.NONE);
  }

  @Test
  void anExchangeNeedsAnAccount() {
    WireCall call = new WireCall(WireApi.CHAT, "gw-1");
    call.at(AT, AT);

    assertThatThrownBy(call::exchange)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the account");
  }
}
