// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.gateway.GatewayConfig.Failing;
import io.stillwatch.gateway.GatewayStats.Count;
import io.stillwatch.model.Feature;
import io.stillwatch.model.desk.Answer;
import io.stillwatch.model.desk.Question;
import io.stillwatch.model.desk.Used;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What other gateways ask, and how they are told.
class DoorsTest {
  private World world;

  @BeforeEach
  void start() throws IOException {
    world = World.usual();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void aCheckLetsGoAndItsPermitIsSettled() {
    world.desk.answers.put("a", question -> world.desk.go(question, "key-1", Feature.LOGPROBS));

    HttpResponse<String> answer =
        world.ask(
            "/v1/check",
            "{\"account\":\"a\",\"wants\":[\"logprobs\"],\"input_tokens\":100,\"output_tokens\":50}");
    String permit =
        answer.body().substring(answer.body().indexOf("{\"account\""), answer.body().length() - 1);
    HttpResponse<String> settled =
        world.ask(
            "/v1/settle", "{\"permit\":" + permit + ",\"input_tokens\":90,\"output_tokens\":20}");

    assertThat(answer.body())
        .contains("\"allow\":true", "\"without\":[\"logprobs\"]", "\"mark\":\"key-1\"");
    assertThat(world.desk.questions.getFirst())
        .isEqualTo(new Question("a", Set.of(Feature.LOGPROBS), 100, 50));
    assertThat(settled.statusCode()).isEqualTo(204);
    assertThat(world.desk.used("a")).isEqualTo(new Used(90, 20));
  }

  @Test
  void aCheckTellsWhatToAnswerTheCaller() {
    world.desk.answer(
        "a", new Answer.Later("d-1", "requests per minute", Duration.ofSeconds(3), true));
    world.desk.answer("b", new Answer.No("d-2", true));

    assertThat(world.ask("/v1/check", "{\"account\":\"a\"}").body())
        .contains("\"allow\":false", "\"status\":429", "\"decision\":\"d-1\"")
        .contains("\"should_retry\":false", "\"retry_after_ms\":3000");
    assertThat(world.ask("/v1/check", "{\"account\":\"b\",\"provider\":\"anthropic\"}").body())
        .contains("\"status\":403", "\"decision\":\"d-2\"", "permission_error");
  }

  @Test
  void anApiKeyNamesAnAccountAndIsForgotten() {
    world.send(
        world
            .as(World.TOKEN, "/v1/check")
            .header("x-stillwatch-api-key", "sk-secret")
            .POST(BodyPublishers.ofString("{}")));

    assertThat(world.desk.questions.getFirst().account())
        .isEqualTo(World.account("sk-secret"))
        .matches("key-[0-9a-f]{32}");
  }

  @Test
  void whoHasNoTokenLearnsNothing() {
    for (String path :
        List.of("/v1/check", "/v1/settle", "/portkey", "/beta/litellm_basic_guardrail_api")) {
      HttpResponse<String> answer =
          world.send(world.as("wrong", path).POST(BodyPublishers.ofString("{\"account\":\"a\"}")));
      assertThat(answer.statusCode()).as(path).isEqualTo(401);
    }
    assertThat(world.send(world.as("wrong", "/v1/decisions/stream").GET()).statusCode())
        .isEqualTo(401);
    assertThat(world.desk.questions).isEmpty();
    assertThat(world.gateway.stats().of(Count.FORBIDDEN)).isEqualTo(5);
  }

  @Test
  void forwardAuthSettlesAtOnceAndTellsWhatIsWithheld() {
    String account = World.account("sk-1");
    world.desk.answers.put(account, q -> world.desk.go(q, "key-2", Feature.LOGPROBS));

    HttpResponse<String> answer = world.send(world.as("sk-1", "/auth").GET());
    HttpResponse<String> head = world.send(world.as("sk-1", "/auth?dialect=nginx").HEAD());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().map())
        .containsEntry("x-stillwatch-without", List.of("logprobs"))
        .containsEntry("x-stillwatch-mark", List.of("key-2"));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(world.desk.settled.values()).containsOnly(Used.NOTHING);
    assertThat(world.desk.open.get()).isZero();
  }

  @Test
  void nginxIsToldInTheCodesItTakesAndOthersInFull() {
    world.desk.answer(
        World.account("sk-2"),
        new Answer.Later("d-3", "requests per minute", Duration.ofSeconds(7), false));

    HttpResponse<String> nginx = world.send(world.as("sk-2", "/auth?dialect=nginx").GET());
    HttpResponse<String> full =
        world.send(world.as("sk-2", "/auth?dialect=full&provider=anthropic").GET());
    HttpResponse<String> none =
        world.send(HttpRequest.newBuilder(world.at("/auth?dialect=nginx")).GET());

    assertThat(nginx.statusCode()).isEqualTo(403);
    assertThat(nginx.headers().map())
        .containsEntry("x-stillwatch-status", List.of("429"))
        .containsEntry("retry-after", List.of("7"))
        .containsEntry("x-stillwatch-decision", List.of("d-3"));
    assertThat(full.statusCode()).isEqualTo(429);
    assertThat(full.body()).contains("rate_limit_error");
    assertThat(none.statusCode()).isEqualTo(401);
  }

  @Test
  void liteLlmIsToldToBlockAndNoWordOfThePromptIsKept() {
    world.desk.answer("u-9", new Answer.No("d-4", false));
    String call =
        "{\"texts\":[\"%s\"],\"request_data\":{\"user_api_key_user_id\":\"%s\",\"user_api_key_hash\":\"h\"},\"input_type\":\"request\"}";

    String blocked =
        world.ask("/beta/litellm_basic_guardrail_api", call.formatted("secret", "u-9")).body();
    String goes =
        world
            .ask("/beta/litellm_basic_guardrail_api", call.formatted("x".repeat(400), "u-8"))
            .body();

    assertThat(blocked).contains("\"action\":\"BLOCKED\"", "d-4").doesNotContain("secret");
    assertThat(goes).isEqualTo("{\"action\":\"NONE\"}");
    assertThat(world.desk.used("u-8")).isEqualTo(new Used(100, 0));
  }

  @Test
  void portkeyGetsTheRequestBackWithoutWhatIsWithheld() {
    world.desk.answers.put("p-1", q -> world.desk.go(q, "", Feature.LOGPROBS));
    world.desk.answer("p-2", new Answer.Lacks("d-5", Feature.REASONING));
    String call =
        "{\"request\":{\"json\":{\"model\":\"m\",\"logprobs\":true,\"messages\":[]}},\"metadata\":{\"_user\":\"%s\"},\"eventType\":\"beforeRequestHook\"}";

    String goes = world.ask("/portkey", call.formatted("p-1")).body();
    String lacks = world.ask("/portkey", call.formatted("p-2")).body();

    assertThat(goes)
        .isEqualTo(
            "{\"verdict\":true,\"transformedData\":{\"request\":{\"json\":{\"model\":\"m\",\"messages\":[]}}}}");
    assertThat(lacks).contains("\"verdict\":false", "reasoning", "d-5");
  }

  @Test
  void aDeskThatThrowsLetsGoIfSoConfiguredAndSaysSo() throws IOException {
    world.desk.answers.put(
        World.account("sk-3"),
        q -> {
          throw new IllegalStateException("the desk is on fire");
        });

    HttpResponse<String> open = world.send(world.as("sk-3", "/auth").GET());

    assertThat(open.statusCode()).isEqualTo(200);
    assertThat(open.headers().firstValue("x-stillwatch-open")).contains("1");
    assertThat(world.gateway.stats().of(Count.FAILED_OPEN)).isEqualTo(1);
    try (World closed = new World(config -> config.with(Failing.CLOSED))) {
      closed.desk.answers.putAll(world.desk.answers);
      HttpResponse<String> shut = closed.chat("sk-3", "{\"messages\":[]}");
      assertThat(shut.statusCode()).isEqualTo(503);
      assertThat(shut.headers().map()).containsEntry("retry-after", List.of("1"));
      assertThat(closed.provider.requests).isEmpty();
      assertThat(closed.gateway.stats().of(Count.FAILED_CLOSED)).isEqualTo(1);
    }
  }

  @Test
  void aDeskThatTakesTooLongIsNotWaitedForAndItsPermitIsGivenBack() throws IOException {
    var failing = new Failing(true, true, Duration.ofMillis(50));
    try (World slow = new World(config -> config.with(failing))) {
      CountDownLatch late = new CountDownLatch(1);
      slow.desk.answers.put(
          World.account("sk-4"),
          q -> {
            try {
              late.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return slow.desk.go(q);
          });

      HttpResponse<String> open = slow.send(slow.as("sk-4", "/auth").GET());
      late.countDown();

      assertThat(open.headers().firstValue("x-stillwatch-open")).contains("1");
      Until.until(() -> !slow.desk.settled.isEmpty());
      assertThat(slow.desk.used(World.account("sk-4"))).isEqualTo(Used.NOTHING);
    }
  }

  @Test
  void whatIsNoQuestionIsRefusedWithTheReason() {
    for (Map.Entry<String, String> wrong :
        Map.of(
                "{\"account\":\"a\",\"wants\":[\"wings\"]}",
                "wants takes",
                "{}",
                "no account",
                "[1]",
                "no JSON object",
                "{\"account\":\"a\"",
                "no sound JSON",
                "{\"a\":" + "[".repeat(300) + "]".repeat(300) + "}",
                "deeper than 200")
            .entrySet()) {
      HttpResponse<String> answer = world.ask("/v1/check", wrong.getKey());
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains(wrong.getValue());
    }
    assertThat(world.send(world.as(World.TOKEN, "/v1/check").GET()).statusCode()).isEqualTo(405);
    assertThat(world.ask("/v1/check", "x".repeat(2 << 20)).statusCode()).isEqualTo(413);
  }
}
