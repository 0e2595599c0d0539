// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse.ResponseCase;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Message;
import io.stillwatch.model.Message.Role;
import io.stillwatch.model.Text;
import io.stillwatch.model.Usage;
import io.stillwatch.model.desk.Used;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessingTest {
  private static final String REQUEST =
      "{\"model\":\"big-1\",\"messages\":[{\"role\":\"user\",\"content\":\"H\u00e9l\u00e9 \ud83d\ude00\"}],"
          + "\"stream\":true,\"user\":\"u-1\"}";
  private static final String REPLY =
      "{\"id\":\"c-9\",\"model\":\"big-1\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"Hi\"}}],"
          + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4}}";

  private Doorway doorway;

  ProcessingTest() throws Exception {
    doorway = new Doorway();
  }

  @AfterEach
  void close() throws Exception {
    doorway.close();
  }

  private static String stream(int deltas, int run) {
    StringBuilder events = new StringBuilder();
    for (int i = 0; i < deltas; i++) {
      events
          .append(
              "data: {\"id\":\"c-" + run + "\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"")
          .append("w\u00f6rd" + i + " \"}}]}\n\n");
    }
    return events
        + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4}}\n\n"
        + "data: [DONE]\n\n";
  }

  private static Text words(int deltas) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < deltas; i++) {
      words.append("w\u00f6rd").append(i).append(' ');
    }
    return Text.of(words.toString());
  }

  private Envoy envoy() {
    return new Envoy(doorway.channel, false);
  }

  @Test
  void aStreamedExchangeIsReadWhateverTheChunks() throws Exception {
    for (int run = 0; run < 60; run++) {
      SplittableRandom random = new SplittableRandom(run);
      int largest = run % 3 == 0 ? 3 : 400;
      Envoy envoy = envoy();
      envoy.request(Doorway.ACCOUNT, "acct-1", "user-agent", "sdk/1");
      envoy.requestBody(Envoy.chunks(REQUEST.getBytes(UTF_8), random, largest));
      envoy.reply("200", "text/event-stream; charset=utf-8");
      envoy.replyBody(Envoy.chunks(stream(20, run).getBytes(UTF_8), random, largest));
      envoy.finish();

      assertThat(envoy.answers()).hasSize(envoy.sent());
    }

    List<Exchange> kept = doorway.drop.await(60);
    doorway.desk.awaitSettled();
    assertThat(kept).extracting(Exchange::id).contains("c-0", "c-59").doesNotHaveDuplicates();
    assertThat(kept)
        .allSatisfy(
            exchange -> {
              assertThat(exchange.account()).isEqualTo("acct-1");
              assertThat(exchange.at()).isEqualTo(Doorway.NOW.toEpochMilli());
              assertThat(exchange.caller().userAgent()).isEqualTo("sdk/1");
              assertThat(exchange.caller().endUser()).isEqualTo("u-1");
              assertThat(exchange.ask().model()).isEqualTo("big-1");
              assertThat(exchange.ask().truncated()).isFalse();
              assertThat(exchange.ask().messages())
                  .containsExactly(new Message(Role.USER, Text.of("H\u00e9l\u00e9 \ud83d\ude00")));
              assertThat(exchange.reply().text()).isEqualTo(words(20));
              assertThat(exchange.usage()).isEqualTo(Usage.of(9, 4));
            });
    assertThat(doorway.desk.settled.values()).containsOnly(new Used(9, 4));
    assertThat(doorway.count("held-bytes")).isZero();
    assertThat(doorway.count("bodies-cut")).isZero();
  }

  @Test
  void everyMessageIsAnsweredWithItsOwnKind() throws Exception {
    doorway.desk.withhold("acct-1", io.stillwatch.model.Feature.LOGPROBS);
    Envoy envoy = envoy();
    envoy.request(Doorway.ACCOUNT, "acct-1");
    envoy.requestBody(List.of(REQUEST.getBytes(UTF_8)));
    envoy.reply("200", "application/json");
    envoy.replyBody(List.of(REPLY.getBytes(UTF_8)));
    envoy.finish();

    assertThat(envoy.answers())
        .extracting(ProcessingResponse::getResponseCase)
        .containsExactly(
            ResponseCase.REQUEST_HEADERS,
            ResponseCase.REQUEST_BODY,
            ResponseCase.RESPONSE_HEADERS,
            ResponseCase.RESPONSE_BODY);
    var headers = envoy.answers().get(0).getRequestHeaders().getResponse().getHeaderMutation();
    assertThat(headers.getRemoveHeadersList()).contains("accept-encoding");
    assertThat(headers.getSetHeaders(0).getHeader().getKey()).isEqualTo(Checks.MARK);
    assertThat(doorway.drop.await(1).get(0).reply().text()).isEqualTo(Text.of("Hi"));
  }

  @Test
  void whoIsRefusedGetsAnAnswerAtOnceAndLeavesNoExchange() throws Exception {
    doorway.desk.suspend("acct-1");
    Envoy envoy = envoy();
    envoy.request(Doorway.ACCOUNT, "acct-1", ":path", "/v1/messages");
    envoy.finish();

    var immediate = envoy.answers().get(0).getImmediateResponse();
    assertThat(immediate.getStatus().getCodeValue()).isEqualTo(403);
    assertThat(immediate.getBody().toStringUtf8()).startsWith("{\"type\":\"error\"");
    assertThat(doorway.count("refused")).isOne();
    assertThat(doorway.count("streams-other")).isOne();
  }

  @Test
  void observabilityModeIsNeverAnsweredAndAsksNobody() throws Exception {
    Envoy envoy = new Envoy(doorway.channel, true);
    envoy.request(Doorway.ACCOUNT, "acct-1");
    envoy.requestBody(List.of(REQUEST.getBytes(UTF_8)));
    envoy.reply("200", "text/event-stream");
    envoy.replyBody(Envoy.chunks(stream(5, 1).getBytes(UTF_8), new SplittableRandom(1), 50));
    envoy.finish();

    assertThat(envoy.answers()).isEmpty();
    assertThat(doorway.desk.questions).isEmpty();
    assertThat(doorway.drop.await(1).get(0).reply().text()).isEqualTo(words(5));
  }

  @Test
  void aFullQueueDropsAndCounts() throws Exception {
    doorway.close();
    Limits few = new Limits(4 << 20, 1 << 20, 1 << 20, 100, 3, Duration.ofSeconds(30));
    doorway = new Doorway(config -> config.within(few));
    doorway.drop.hold();
    for (int run = 0; run < 20; run++) {
      Envoy envoy = new Envoy(doorway.channel, true);
      envoy.request(Doorway.ACCOUNT, "acct-1");
      envoy.requestBody(List.of(REQUEST.getBytes(UTF_8)));
      envoy.reply("200", "text/event-stream");
      envoy.replyBody(List.of(stream(5, run).getBytes(UTF_8)));
      envoy.finish();
    }
    doorway.drop.release();
    doorway.door.close();

    int kept = doorway.drop.kept().size();
    assertThat(kept).isBetween(3, 19);
    assertThat(doorway.count("dropped")).isEqualTo(20 - kept);
    assertThat(doorway.count("held-bytes")).isZero();
  }

  @Test
  void aClientThatLeavesIsSettledByWhatWasSeen() throws Exception {
    Envoy envoy = envoy();
    envoy.request(Doorway.ACCOUNT, "acct-1");
    envoy.requestBody(List.of(REQUEST.getBytes(UTF_8)));
    envoy.reply("200", "text/event-stream");
    byte[] events = stream(20, 1).getBytes(UTF_8);
    envoy.replyBody(List.of(java.util.Arrays.copyOf(events, 150)));
    envoy.awaitAnswers(4);
    envoy.cancel();

    doorway.desk.awaitSettled();
    Exchange exchange = doorway.drop.await(1).get(0);
    assertThat(exchange.reply().text().length()).isPositive();
    assertThat(exchange.usage()).isEqualTo(Usage.UNKNOWN);
    assertThat(doorway.desk.settled.values())
        .allSatisfy(
            used -> assertThat(used.input()).isEqualTo((REQUEST.getBytes(UTF_8).length + 3) / 4));
  }

  @Test
  void whatFailedUpstreamUsedNothing() throws Exception {
    Envoy envoy = envoy();
    envoy.request(Doorway.ACCOUNT, "acct-1", "content-length", "4000");
    envoy.requestBody(List.of(REQUEST.getBytes(UTF_8)));
    envoy.reply("503", "application/json");
    envoy.replyBody(List.of("{\"error\":{\"message\":\"x\"}}".getBytes(UTF_8)));
    envoy.finish();

    doorway.desk.awaitSettled();
    assertThat(doorway.desk.questions.get(0).input()).isEqualTo(1000);
    assertThat(doorway.desk.settled.values()).containsExactly(Used.NOTHING);
    Exchange exchange = doorway.drop.await(1).get(0);
    assertThat(exchange.reply().status()).isEqualTo(503);
    assertThat(exchange.id()).startsWith("xp-");
  }

  @Test
  void bodiesBeyondTheBoundPassUnreadAndAreMarked() throws Exception {
    byte[] filler = "x".repeat(3 << 20).getBytes(UTF_8);
    byte[] head =
        "{\"model\":\"big-1\",\"messages\":[{\"role\":\"user\",\"content\":\"".getBytes(UTF_8);
    Envoy envoy = envoy();
    envoy.request(Doorway.ACCOUNT, "acct-1");
    envoy.requestBody(List.of(head, filler));
    envoy.reply("200", "application/json");
    envoy.replyBody(
        List.of(
            "{\"id\":\"c-1\",\"choices\":[{\"message\":{\"content\":\"".getBytes(UTF_8), filler));
    envoy.finish();

    Exchange exchange = doorway.drop.await(1).get(0);
    assertThat(envoy.answers()).hasSize(envoy.sent());
    assertThat(exchange.ask().truncated()).isTrue();
    assertThat(exchange.ask().model()).isEqualTo("big-1");
    assertThat(exchange.id()).isEqualTo("c-1");
    assertThat(doorway.count("bodies-cut")).isOne();
    assertThat(doorway.count("held-bytes")).isZero();
  }

  @Test
  void oneMegabyteBodiesAreReadWhole() throws Exception {
    String words = "y".repeat(1_000_000);
    Envoy envoy = envoy();
    envoy.request(Doorway.ACCOUNT, "acct-1");
    SplittableRandom random = new SplittableRandom(4);
    envoy.requestBody(
        Envoy.chunks(REQUEST.replace("H\u00e9", words).getBytes(UTF_8), random, 90_000));
    envoy.reply("200", "application/json");
    envoy.replyBody(Envoy.chunks(REPLY.replace("Hi", words).getBytes(UTF_8), random, 90_000));
    envoy.finish();

    Exchange exchange = doorway.drop.await(1).get(0);
    assertThat(exchange.ask().messages().get(0).content().length()).isGreaterThan(1_000_000);
    assertThat(exchange.reply().text()).isEqualTo(Text.of(words));
    assertThat(exchange.usage()).isEqualTo(Usage.of(9, 4));
    assertThat(doorway.count("bodies-cut")).isZero();
  }

  @Test
  void whenThereIsNoRoomWordsAreLetGoAndTokensStillCount() throws Exception {
    doorway.close();
    Limits tight = new Limits(4 << 20, 1 << 20, 0, 100, 100, Duration.ofSeconds(30));
    doorway = new Doorway(config -> config.within(tight));
    Envoy envoy = envoy();
    envoy.request(Doorway.ACCOUNT, "acct-1");
    envoy.requestBody(List.of(REQUEST.getBytes(UTF_8)));
    envoy.reply("200", "text/event-stream");
    envoy.replyBody(Envoy.chunks(stream(50, 1).getBytes(UTF_8), new SplittableRandom(2), 100));
    envoy.finish();

    Exchange exchange = doorway.drop.await(1).get(0);
    assertThat(exchange.usage()).isEqualTo(Usage.of(9, 4));
    assertThat(exchange.reply().text().isEmpty()).isTrue();
    assertThat(exchange.ask().truncated()).isTrue();
  }

  @Test
  void aLongStreamHoldsNoMoreThanItsBound() throws Exception {
    Envoy envoy = envoy();
    envoy.request(Doorway.ACCOUNT, "acct-1");
    envoy.requestBody(List.of(REQUEST.getBytes(UTF_8)));
    envoy.reply("200", "text/event-stream");
    byte[] event =
        ("data: {\"id\":\"c-1\",\"choices\":[{\"delta\":{\"content\":\""
                + "z".repeat(4000)
                + "\"}}]}\n\n")
            .getBytes(UTF_8);
    long held = 0;
    for (int i = 1; i <= 50; i++) {
      envoy.replyPart(Collections.nCopies(100, event));
      envoy.awaitAnswers(3 + 100 * i);
      held = Math.max(held, doorway.count("held-bytes"));
    }
    envoy.replyBody(List.of("data: {\"usage\":{\"completion_tokens\":5000}}\n\n".getBytes(UTF_8)));
    envoy.finish();

    Exchange exchange = doorway.drop.await(1).get(0);
    assertThat(held).isBetween(1L << 20, 5L << 19);
    assertThat(exchange.reply().text().length()).isEqualTo(1 << 20);
    assertThat(exchange.usage().output()).isEqualTo(5000);
  }

  @Test
  void whatIsNoModelCallLeavesNoExchange() throws Exception {
    Envoy envoy = envoy();
    envoy.request(Doorway.ACCOUNT, "acct-1", ":path", "/v1/models", ":method", "GET");
    envoy.reply("200", "application/json");
    envoy.replyBody(List.of("{\"data\":[]}".getBytes(UTF_8)));
    envoy.finish();

    assertThat(doorway.count("streams-other")).isOne();
    assertThat(doorway.desk.settled.values()).containsExactly(Used.NOTHING);
    assertThat(doorway.drop.kept()).isEmpty();
  }

  @Test
  void whenTheDeskFailsTheStreamFailsAndEnvoyDecides() throws Exception {
    doorway.desk.breakDown();
    Envoy envoy = envoy();
    envoy.request(Doorway.ACCOUNT, "acct-1");

    assertThat(envoy.end()).contains("UNAVAILABLE").doesNotContain("the desk is closed");
  }

  @Test
  void inFullDuplexModeEveryByteComesBack() throws Exception {
    Envoy envoy = new Envoy(doorway.channel, false).duplex();
    envoy.request(Doorway.ACCOUNT, "acct-1");
    envoy.requestBody(Envoy.chunks(REQUEST.getBytes(UTF_8), new SplittableRandom(3), 20));
    envoy.reply("200", "application/json");
    envoy.replyBody(Envoy.chunks(REPLY.getBytes(UTF_8), new SplittableRandom(3), 20));
    envoy.finish();

    Map<ResponseCase, String> echoed = envoy.echoed();
    assertThat(echoed.get(ResponseCase.REQUEST_BODY)).isEqualTo(REQUEST);
    assertThat(echoed.get(ResponseCase.RESPONSE_BODY)).isEqualTo(REPLY);
    assertThat(doorway.drop.await(1)).hasSize(1);
  }
}
