// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Text;
import io.stillwatch.model.Usage;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReplyReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "false | {\"choices\":[{\"index\":0,\"text\":\"a\",\"token_ids\":[5,6]},{\"index\":1,\"token_ids\":[9]}]} | 5 6 | true",
        "true | data: {\"choices\":[{\"index\":0,\"token_ids\":[5]}]}~data: {\"choices\":[{\"index\":0,\"token_ids\":[6]}]}~ | 5 6 | true",
        "false | {\"choices\":[{\"index\":0,\"token_ids\":null}]} | '' | true",
        "false | {\"choices\":[{\"index\":0,\"token_ids\":[5,-1]}]} | 5 | false",
      })
  void tokenIdsOfTheFirstChoiceAreReadWhenSomebodyAsks(
      boolean events, String body, String ids, boolean whole) {
    byte[] bytes = body.replace("~", "\n\n").getBytes(UTF_8);
    ReplyReader asked = new ModelCalls(1 << 16).replyWithTokens(events);
    asked.take(bytes);
    ModelReply said = asked.end();
    ReplyReader plain = new ModelCalls(1 << 16).reply(events);
    plain.take(bytes);

    assertThat(said.tokens().stream().map(String::valueOf).collect(joining(" "))).isEqualTo(ids);
    assertThat(said.whole()).isEqualTo(whole);
    assertThat(plain.end().tokens()).isEmpty();
  }

  private static final String OPENAI =
      """
      data: {"id":"c-1","model":"big-1","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}

      data: {"id":"c-1","choices":[{"index":0,"delta":{"content":"H\u00e9l\\u00e9"}},{"index":1,"delta":{"content":"NO"}}]}

      : a comment
      data: {"id":"c-1","choices":[{"index":0,"delta":{"content":" \ud83d\ude00"}}]}

      data: {"id":"c-1","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":4,"prompt_tokens_details":{"cached_tokens":3}}}

      data: [DONE]

      """;
  private static final String ANTHROPIC =
      """
      event: message_start
      data: {"type":"message_start","message":{"id":"msg_1","model":"c-1","content":[],"usage":{"input_tokens":5,"cache_read_input_tokens":3,"cache_creation_input_tokens":1,"output_tokens":1}}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"NO"}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"H\u00e9l\u00e9"}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":" \\ud83d\\ude00"}}

      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":4}}

      event: message_stop
      data: {"type":"message_stop"}

      """;
  private static final String RESPONSES =
      """
      event: response.created
      data: {"type":"response.created","response":{"id":"resp_1","model":"big-1","output":[],"usage":null}}

      event: response.reasoning_summary_text.delta
      data: {"type":"response.reasoning_summary_text.delta","delta":"NO"}

      event: response.output_text.delta
      data: {"type":"response.output_text.delta","delta":"H\u00e9l\u00e9"}

      event: response.output_text.delta
      data: {"type":"response.output_text.delta","delta":" \ud83d\ude00"}

      event: response.completed
      data: {"type":"response.completed","response":{"id":"resp_1","output":[{"type":"message","content":[{"type":"output_text","text":"H\u00e9l\u00e9 \ud83d\ude00"}]}],"usage":{"input_tokens":9,"output_tokens":4,"input_tokens_details":{"cached_tokens":3}}}}

      """;

  private static ModelReply read(boolean events, int most, byte[]... chunks) {
    ReplyReader reader = new ModelCalls(most).reply(events);
    Arrays.stream(chunks).forEach(reader::take);
    return reader.end();
  }

  static Stream<Arguments> streams() {
    return Stream.of(OPENAI, ANTHROPIC, RESPONSES)
        .flatMap(
            s ->
                Stream.of(s, s.replace("\n", "\r\n"), s.replace("\n", "\r"), s.stripTrailing())
                    .map(Arguments::of));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void aStreamCutAnywhereIsReadAlike(String stream) {
    byte[] bytes = stream.getBytes(UTF_8);
    ModelReply whole = read(true, 1 << 16, bytes);

    assertThat(whole.text()).isEqualTo(Text.of("H\u00e9l\u00e9 \ud83d\ude00"));
    assertThat(whole.usage()).isEqualTo(new Usage(9, 4, 3, true));
    assertThat(whole.whole()).isTrue();
    assertThat(whole.id()).isNotEmpty();
    IntStream.range(0, 200).forEach(seed -> assertThat(chunked(bytes, seed)).isEqualTo(whole));
  }

  private static ModelReply chunked(byte[] bytes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ReplyReader reader = new ModelCalls(1 << 16).reply(true);
    for (int from = 0; from < bytes.length; ) {
      int to = Math.min(bytes.length, from + random.nextInt(seed % 2 == 0 ? 4 : 90));
      reader.take(Arrays.copyOfRange(bytes, from, to));
      from = to;
    }
    return reader.end();
  }

  @Test
  void aBodyIsReadWhole() {
    String chat =
        """
        {"id":"c-1","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"}}],
         "usage":{"prompt_tokens":9,"completion_tokens":4,"total_tokens":13}}""";
    String messages =
        """
        {"id":"msg_1","type":"message","model":"m","content":[{"type":"text","text":"Hi"}],
         "usage":{"input_tokens":9,"output_tokens":4}}""";

    for (String body : new String[] {chat, messages}) {
      ModelReply reply = read(false, 1 << 16, body.getBytes(UTF_8));

      assertThat(reply.text()).isEqualTo(Text.of("Hi"));
      assertThat(reply.usage()).isEqualTo(Usage.of(9, 4));
      assertThat(reply.whole()).isTrue();
    }
  }

  @Test
  void whatGoesBeyondTheBoundIsNotHeld() {
    ReplyReader reader = new ModelCalls(1000).reply(true);
    String delta = "data: {\"choices\":[{\"delta\":{\"content\":\"0123456789\"}}]}\n\n";
    for (int i = 0; i < 10_000; i++) {
      reader.take(delta.getBytes(UTF_8));
      assertThat(reader.held()).isLessThan(4000);
    }
    reader.take(("data: \"" + "x".repeat(5000) + "\"\n\n").getBytes(UTF_8));
    reader.take("data: {\"usage\":{\"completion_tokens\":7}}\n\n".getBytes(UTF_8));
    ModelReply reply = reader.end();

    assertThat(reply.text().length()).isEqualTo(1000);
    assertThat(reply.usage().output()).isEqualTo(7);
    assertThat(reply.whole()).isFalse();
  }

  @Test
  void whoForgetsTheWordsStillCountsTokens() {
    ReplyReader reader = new ModelCalls(1 << 16).reply(true);
    byte[] bytes = OPENAI.getBytes(UTF_8);
    reader.take(Arrays.copyOf(bytes, bytes.length / 2));
    reader.forget();
    reader.take(Arrays.copyOfRange(bytes, bytes.length / 2, bytes.length));
    ModelReply reply = reader.end();

    assertThat(reply.text().isEmpty()).isTrue();
    assertThat(reply.usage()).isEqualTo(new Usage(9, 4, 3, true));
    assertThat(reply.whole()).isFalse();
  }

  @Test
  void aBodyThatWasForgottenIsNotReadFromItsMiddle() {
    ReplyReader reader = new ModelCalls(1 << 16).reply(false);
    reader.take("{\"x\":".getBytes(UTF_8));
    reader.forget();
    reader.take("{\"id\":\"forged\"}".getBytes(UTF_8));

    assertThat(reader.end().id()).isEmpty();
    assertThat(reader.held()).isZero();
  }

  @Test
  void whatBreaksOffOrIsHostileIsReadUpToThere() {
    assertThat(read(false, 1 << 16, "{\"id\":\"a\",\"choices\":[{".getBytes(UTF_8)).id())
        .isEqualTo("a");
    assertThat(read(false, 1 << 20, ("{\"a\":" + "[".repeat(100_000)).getBytes(UTF_8)).whole())
        .isFalse();
    assertThat(read(true, 1 << 16, "data: {\"id\":\"a\"}\n\ndata: \u0000\n\n".getBytes(UTF_8)))
        .satisfies(reply -> assertThat(reply.id()).isEqualTo("a"))
        .satisfies(reply -> assertThat(reply.whole()).isFalse());
    assertThat(read(false, 64).whole()).isTrue();
  }
}
