// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static io.stillwatch.gateway.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.gateway.GatewayStats.Count;
import io.stillwatch.model.Feature;
import io.stillwatch.model.Usage;
import io.stillwatch.model.desk.Answer;
import io.stillwatch.model.desk.Question;
import io.stillwatch.model.desk.Used;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the proxy lets through, what it changes, what it counts.
class ProxyTest {
  private static final String HELLO =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
  private static final String STREAM =
      "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

  private World world;

  @BeforeEach
  void start() throws IOException {
    world = World.usual();
  }

  @AfterEach
  void stop() {
    world.close();
    assertThat(world.desk.twice.get()).isZero();
    assertThat(world.desk.open.get()).as("permits that nobody settled").isZero();
  }

  @Test
  void aReplyPassesAndItsTokensAreSettled() {
    HttpResponse<String> reply = world.chat("sk-1", HELLO);

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).contains("Hello there");
    assertThat(reply.headers().firstValue("x-request-id")).contains("up-1");
    assertThat(world.provider.requests.getFirst().body()).isEqualTo(HELLO);
    assertThat(world.desk.used(World.account("sk-1"))).isEqualTo(new Used(11, 5));
  }

  @Test
  void theDeskIsToldWhatTheRequestWantsAndMayCost() {
    world.chat(
        "sk-2",
        "{\"model\":\"m\",\"n\":3,\"max_tokens\":100,\"temperature\":0,\"logprobs\":true,\"messages\":[]}");

    Question question = world.desk.questions.getFirst();
    assertThat(question.account()).isEqualTo(World.account("sk-2"));
    assertThat(question.wants())
        .isEqualTo(Set.of(Feature.LOGPROBS, Feature.SEVERAL_ANSWERS, Feature.TEMPERATURE_ZERO));
    assertThat(question.output()).isEqualTo(300);
    assertThat(question.input()).isBetween(20L, 30L);
  }

  @Test
  void whatIsWithheldIsTakenOutAndTheRestStaysByteForByte() {
    world.desk.answers.put(
        World.account("sk-3"),
        question -> world.desk.go(question, "key-7", Feature.LOGPROBS, Feature.SEVERAL_ANSWERS));

    world.chat(
        "sk-3",
        "{ \"model\" : \"m\", \"n\":5,\"logprobs\":true,\"top_logprobs\":5, \"seed\": 1.50, \"messages\":[ ] }");

    Provider.Request sent = world.provider.requests.getFirst();
    assertThat(sent.body()).isEqualTo("{\"model\":\"m\",\"seed\":1.50,\"messages\":[ ]}");
    assertThat(sent.header("x-stillwatch-mark")).isEqualTo("key-7");
  }

  @Test
  void aStreamIsAskedForItsUsageAndTheExtraChunkStaysHere() {
    HttpResponse<String> reply = world.chat("sk-4", STREAM);

    assertThat(reply.body()).contains("Hel", "lo", "[DONE]").doesNotContain("total_tokens");
    assertThat(world.provider.requests.getFirst().body()).contains("\"include_usage\":true");
    until(() -> !world.desk.settled.isEmpty());
    assertThat(world.desk.used(World.account("sk-4"))).isEqualTo(new Used(11, 3));
  }

  @Test
  void whoAsksForUsageGetsIt() {
    HttpResponse<String> reply =
        world.chat(
            "sk-5",
            STREAM.replace("{\"model\"", "{\"stream_options\":{\"include_usage\":true},\"model\""));

    assertThat(reply.body()).contains("total_tokens").endsWith("data: [DONE]\n\n");
  }

  @Test
  void eventsPassOneByOne() throws IOException {
    try (Raw caller = new Raw(world.gateway.port())) {
      caller.post("/v1/chat/completions", "sk-6", STREAM.replace("\"m\"", "\"gated\""));

      assertThat(caller.readUntil("Hel")).contains("200 OK");
      world.provider.open("gated");
      caller.readUntil("[DONE]");
    }
    until(() -> !world.desk.settled.isEmpty());
  }

  @Test
  void whenTheCallerLeavesTheUpstreamIsToldAndWhatWasSeenIsSettled() throws IOException {
    try (Raw caller = new Raw(world.gateway.port())) {
      caller.post("/v1/chat/completions", "sk-7", STREAM.replace("\"m\"", "\"endless\""));
      caller.readUntil("xxxx");
    }

    until(() -> world.provider.streamsCut.get() == 1);
    until(() -> !world.desk.settled.isEmpty());
    assertThat(world.desk.used(World.account("sk-7")).output()).isPositive();
    assertThat(world.gateway.stats().of(Count.CANCELLED)).isEqualTo(1);
  }

  @Test
  void aCallerWhoDoesNotReadSlowsTheUpstreamAndFillsNoMemory() throws IOException {
    try (Raw caller = new Raw(world.gateway.port())) {
      caller.post("/v1/chat/completions", "sk-8", STREAM.replace("\"m\"", "\"endless\""));
      caller.readUntil("xxxx");
      // The upstream comes to a stand when the buffers between are full.
      long[] last = {-1};
      until(
          () -> {
            long before = last[0];
            last[0] = world.provider.events.get();
            LockSupport.parkNanos(200_000_000);
            return before == last[0];
          });

      assertThat(world.provider.events.get() * 2000).isLessThan(40_000_000);
      caller.skip(500_000);
    }
    until(() -> world.provider.streamsCut.get() == 1);
    until(() -> world.desk.open.get() == 0);
  }

  @Test
  void aReplyThatBreaksOffIsNotPassedOffAsWhole() throws IOException {
    try (Raw caller = new Raw(world.gateway.port())) {
      caller.post("/v1/chat/completions", "sk-9", STREAM.replace("\"m\"", "\"broken\""));

      String all = caller.readAll();
      assertThat(all).contains("Hel").doesNotContain("[DONE]");
    }
    until(() -> world.gateway.stats().of(Count.UPSTREAM_FAILED) == 1);
  }

  @Test
  void anAnthropicReplyCountsItsCacheAmongTheInput() {
    HttpResponse<String> reply =
        world.send(
            HttpRequest.newBuilder(world.at("/v1/messages"))
                .header("x-api-key", "ak-1")
                .POST(BodyPublishers.ofString(HELLO)));

    assertThat(reply.body()).contains("Hello there");
    assertThat(world.desk.used(World.account("ak-1"))).isEqualTo(new Used(13, 6));
  }

  @Test
  void anAnthropicStreamIsCountedFromBothEnds() {
    world.send(world.as("ak-2", "/v1/messages").POST(BodyPublishers.ofString(STREAM)));

    until(() -> !world.desk.settled.isEmpty());
    assertThat(world.desk.used(World.account("ak-2"))).isEqualTo(new Used(7, 9));
  }

  @Test
  void whatTheUpstreamRefusesCostsNoTokens() {
    HttpResponse<String> reply = world.chat("sk-10", HELLO.replace("\"m\"", "\"error\""));

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(world.desk.used(World.account("sk-10"))).isEqualTo(Used.NOTHING);
  }

  @Test
  void anythingElsePassesUnreadInBothDirections() {
    String large = "x".repeat(3_000_000);

    HttpResponse<String> echo =
        world.send(world.as("sk-11", "/v1/echo").POST(BodyPublishers.ofString(large)));
    HttpResponse<String> list = world.send(world.as("sk-11", "/v1/models?limit=2").GET());
    HttpResponse<String> head = world.send(world.as("sk-11", "/v1/models").HEAD());

    assertThat(echo.body()).isEqualTo(large);
    assertThat(list.body()).contains("\"data\":[]");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(world.provider.requests.get(1).path()).isEqualTo("/v1/models?limit=2");
    assertThat(world.desk.questions).allMatch(q -> q.wants().isEmpty() && q.input() == 0);
  }

  @Test
  void nobodyOutsideSpeaksInOurName() {
    world.send(
        world
            .as("sk-12", "/v1/chat/completions")
            .header("x-stillwatch-mark", "mine")
            .header("te", "trailers")
            .POST(BodyPublishers.ofString(HELLO)));

    Provider.Request sent = world.provider.requests.getFirst();
    assertThat(sent.header("x-stillwatch-mark")).isEmpty();
    assertThat(sent.header("te")).isEmpty();
    assertThat(sent.header("authorization")).isEqualTo("Bearer sk-12");
    assertThat(sent.header("host")).isEqualTo(world.provider.base().getAuthority());
  }

  @Test
  void anExchangeIsHandedInWithItsWordsClosed() {
    world.chat("sk-13", HELLO);

    String account = World.account("sk-13");
    until(() -> !world.drop.of(account).isEmpty());
    var exchange = world.drop.of(account).getFirst();
    assertThat(exchange.ask().model()).isEqualTo("m");
    assertThat(exchange.ask().messages().getFirst().content().length()).isEqualTo(5);
    assertThat(exchange.reply().text().length()).isEqualTo("Hello there".length());
    assertThat(exchange.reply().status()).isEqualTo(200);
    assertThat(exchange.usage()).isEqualTo(new Usage(11, 5, 3, true));
    assertThat(exchange.caller().apiKey()).isEqualTo(account);
    assertThat(exchange.caller().ip()).isEqualTo("127.0.0.1");
    assertThat(exchange.toString()).doesNotContain("Hello").doesNotContain("sk-13");
  }

  @Test
  void aStreamIsHandedInAsOneReply() {
    world.chat("sk-14", STREAM);

    String account = World.account("sk-14");
    until(() -> !world.drop.of(account).isEmpty());
    assertThat(world.drop.of(account).getFirst().reply().text().length())
        .isEqualTo("Hello there".length());
  }

  @Test
  void aTapWithoutRoomDropsAndHoldsNobodyUp() {
    world.drop.full = true;

    assertThat(world.chat("sk-15", HELLO).statusCode()).isEqualTo(200);

    until(() -> world.gateway.stats().of(Count.DROPPED) == 1);
  }

  @Test
  void aThrottleSpeaksTheProvidersDialect() {
    var honest = new Answer.Later("d-1", "requests per minute", Duration.ofMillis(1500), false);
    var slowed = new Answer.Later("d-2", "output tokens per day", Duration.ofHours(3), true);
    world.desk.answer(World.account("sk-16"), honest);
    world.desk.answer(World.account("ak-16"), slowed);

    HttpResponse<String> openAi = world.chat("sk-16", HELLO);
    HttpResponse<String> anthropic =
        world.send(world.as("ak-16", "/v1/messages").POST(BodyPublishers.ofString(HELLO)));

    assertThat(openAi.statusCode()).isEqualTo(429);
    assertThat(openAi.body()).contains("\"code\":\"rate_limit_exceeded\"", "d-1");
    assertThat(openAi.headers().map())
        .containsEntry("retry-after", List.of("2"))
        .containsEntry("retry-after-ms", List.of("1500"))
        .containsEntry("x-ratelimit-remaining-requests", List.of("0"))
        .containsEntry("x-stillwatch-decision", List.of("d-1"))
        .doesNotContainKey("x-should-retry");
    assertThat(anthropic.body())
        .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\"");
    assertThat(anthropic.headers().map())
        .containsEntry("anthropic-ratelimit-output-tokens-remaining", List.of("0"))
        .containsEntry("x-should-retry", List.of("false"));
    assertThat(world.provider.requests).isEmpty();
  }

  @Test
  void whoHasNoKeyHasNoAccount() {
    HttpResponse<String> reply =
        world.send(
            HttpRequest.newBuilder(world.at("/v1/chat/completions"))
                .POST(BodyPublishers.ofString(HELLO)));

    assertThat(reply.statusCode()).isEqualTo(401);
    assertThat(world.desk.questions).isEmpty();
    assertThat(world.provider.requests).isEmpty();
  }

  @Test
  void noSpellingOfAPathGetsPastTheFeatures() {
    for (String path :
        new String[] {
          "/v1//chat/completions",
          "/v1/chat/completions/",
          "/v1/%63hat/completions",
          "/v1/Chat/Completions"
        }) {
      world.send(
          world.as("sk-17", path).POST(BodyPublishers.ofString("{\"n\":2,\"messages\":[]}")));
    }

    assertThat(world.desk.questions).hasSize(4);
    assertThat(world.desk.questions)
        .allMatch(q -> q.wants().equals(Set.of(Feature.SEVERAL_ANSWERS)));
  }
}
