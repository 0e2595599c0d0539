// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// An OpenAI-compatible endpoint: `/completions` or `/chat/completions` under a base address.
///
/// Keeps a distance between requests. 408, 409, 425, 429 and 5xx, time-outs and broken connections
/// are tried again, after `Retry-After` if that is said (at most five minutes), else after 1, 2, 4
/// .. seconds up to 60; every other refusal is final. Follows no redirect, so that the API key goes
/// to one host only. Not for two threads.
public final class Endpoint implements Suspect {
  private static final int LARGEST = 8 << 20;
  private static final String GO_ON =
      "Go on with this text exactly where it stops. Write only what comes next.\n\n";
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final List<Integer> AGAIN = List.of(408, 409, 425, 429);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();
  private final URI base;
  private final Optional<String> apiKey;
  private final Manner manner;
  private final InstantSource clock;
  private final Pause pause;
  private Instant next = Instant.MIN;

  /// Waits.
  @FunctionalInterface
  public interface Pause {
    /// Returns after about this long.
    void pause(Duration length) throws InterruptedException;
  }

  /// How it is asked.
  ///
  /// @param model by the endpoint's name for it
  public record Manner(String model, Plan.Api api, Plan.GoingOn goingOn, Plan.Budget budget) {}

  /// @param base such as `https://host/v1`
  public Endpoint(URI base, Optional<String> apiKey, Plan plan, InstantSource clock, Pause pause) {
    this(
        base,
        apiKey,
        new Manner(plan.suspect(), plan.api(), plan.queries().goingOn(), plan.budget()),
        clock,
        pause);
  }

  /// Without a plan: for collecting answers.
  ///
  /// @param base such as `https://host/v1`
  public Endpoint(
      URI base, Optional<String> apiKey, Manner manner, InstantSource clock, Pause pause) {
    this.base = base;
    this.apiKey = apiKey;
    this.manner = manner;
    this.clock = clock;
    this.pause = pause;
  }

  @Override
  public Reply ask(Question question) throws IOException, InterruptedException {
    HttpRequest request = request(question);
    String why = "";
    for (int tried = 1; tried <= manner.budget().tries(); tried++) {
      keepDistance();
      Duration wait = Duration.ofSeconds(Math.min(60, 1L << Math.min(6, tried - 1)));
      try {
        HttpResponse<InputStream> answer =
            client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        String body = body(answer);
        int status = answer.statusCode();
        if (status == 200) {
          return reply(body, tried);
        }
        why = "status " + status;
        if (!AGAIN.contains(status) && status < 500) {
          throw new NoAnswer(why, true);
        }
        wait = retryAfter(answer).orElse(wait);
      } catch (NoAnswer settled) {
        throw settled;
      } catch (IOException broken) {
        why = broken.getClass().getSimpleName();
      }
      if (tried < manner.budget().tries()) {
        pause.pause(wait);
      }
    }
    throw new NoAnswer(why + ", " + manner.budget().tries() + " times", false);
  }

  private void keepDistance() throws InterruptedException {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      pause.pause(Duration.between(now, next));
      now = next;
    }
    next = now.plusNanos((long) (1e9 / manner.budget().perSecond()));
  }

  private HttpRequest request(Question question) {
    var body = new HashMap<String, Object>();
    body.put("model", manner.model());
    body.put("max_tokens", question.tokens());
    body.put("temperature", 1);
    String path;
    if (manner.api() == Plan.Api.CHAT) {
      path = "/chat/completions";
      body.put("messages", messages(question));
      if (question.goesOn() && manner.goingOn() == Plan.GoingOn.VLLM) {
        body.put("continue_final_message", true);
        body.put("add_generation_prompt", false);
      }
      if (question.top() > 0) {
        body.put("logprobs", true);
        body.put("top_logprobs", question.top());
      }
    } else {
      path = "/completions";
      body.put("prompt", question.prompt());
      if (question.top() > 0) {
        body.put("logprobs", question.top());
      }
    }
    var request =
        HttpRequest.newBuilder(URI.create(base.toString().replaceFirst("/+$", "") + path))
            .timeout(Duration.ofSeconds(manner.budget().timeoutSeconds()))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.canonical(body)));
    apiKey.ifPresent(key -> request.header("authorization", "Bearer " + key));
    return request.build();
  }

  private List<Map<String, Object>> messages(Question question) {
    Plan.GoingOn how = manner.goingOn();
    if (!question.goesOn()) {
      return List.of(Map.of("role", "user", "content", question.prompt()));
    }
    if (how == Plan.GoingOn.ASK) {
      return List.of(Map.of("role", "user", "content", GO_ON + question.prompt()));
    }
    String before = question.before().isEmpty() ? "Go on." : question.before();
    var begun = new HashMap<String, Object>();
    begun.put("role", "assistant");
    begun.put("content", question.prompt());
    if (how == Plan.GoingOn.MISTRAL) {
      begun.put("prefix", true);
    }
    return List.of(Map.of("role", "user", "content", before), begun);
  }

  private static String body(HttpResponse<InputStream> answer) throws IOException {
    try (InputStream in = answer.body()) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new NoAnswer("an answer of more than 8 MiB", true);
      }
      return new String(bytes, UTF_8);
    }
  }

  private static Optional<Duration> retryAfter(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("retry-after")
        .filter(value -> value.matches("\\d{1,6}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .map(asked -> asked.compareTo(LONGEST) > 0 ? LONGEST : asked);
  }

  private Reply reply(String body, int tries) throws NoAnswer {
    JsonNode root;
    try {
      root = Json.parse(body, "the answer");
    } catch (BadInput notJson) {
      throw new NoAnswer("an answer that is not JSON", true);
    }
    JsonNode choice = root.path("choices").path(0);
    JsonNode text =
        manner.api() == Plan.Api.CHAT
            ? choice.path("message").path("content")
            : choice.path("text");
    if (!text.isString()) {
      throw new NoAnswer("an answer without text", true);
    }
    return new Reply(
        text.asString(),
        root.path("usage").path("completion_tokens").asLong(0),
        top(choice.path("logprobs")),
        tries);
  }

  private static Map<String, Double> top(JsonNode logprobs) {
    var top = new HashMap<String, Double>();
    logprobs
        .path("top_logprobs")
        .path(0)
        .properties()
        .forEach(one -> top.put(one.getKey(), one.getValue().asDouble(-1e9)));
    logprobs
        .path("content")
        .path(0)
        .path("top_logprobs")
        .forEach(
            one -> top.put(one.path("token").asString(""), one.path("logprob").asDouble(-1e9)));
    return top;
  }
}
