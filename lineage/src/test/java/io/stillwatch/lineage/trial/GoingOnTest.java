// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What goes out when a chat is to go on with the beginning of a reply.
class GoingOnTest {
  private static final Suspect.Question BEGUN =
      new Suspect.Question("The lamp near", 1, 0, true, "Tell of a lamp.");

  @TempDir private Path folder;

  @Test
  void inWordsAnyEndpointCanBeAsked() throws Exception {
    JsonNode asked = asked("ask");

    assertThat(asked.path("messages")).hasSize(1);
    assertThat(asked.path("messages").path(0).path("role").asString()).isEqualTo("user");
    assertThat(asked.path("messages").path(0).path("content").asString())
        .startsWith("Go on")
        .endsWith("The lamp near");
  }

  @Test
  void aPrefixMayBeTheAssistants() throws Exception {
    JsonNode asked = asked("prefill");

    assertThat(asked.path("messages").path(0).path("content").asString())
        .isEqualTo("Tell of a lamp.");
    assertThat(asked.path("messages").path(1).path("role").asString()).isEqualTo("assistant");
    assertThat(asked.path("messages").path(1).path("content").asString())
        .isEqualTo("The lamp near");
    assertThat(asked.has("continue_final_message")).isFalse();
  }

  @Test
  void enginesAndVendorsAreToldInTheirOwnWay() throws Exception {
    assertThat(asked("vllm").path("continue_final_message").asBoolean(false)).isTrue();
    assertThat(asked("vllm").path("add_generation_prompt").asBoolean(true)).isFalse();
    assertThat(asked("mistral").path("messages").path(1).path("prefix").asBoolean(false)).isTrue();
  }

  private JsonNode asked(String how) throws Exception {
    var body = new AtomicReference<>("");
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/v1/chat/completions",
        exchange -> {
          body.set(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          byte[] answer =
              "{\"choices\":[{\"message\":{\"content\":\"the river\"}}]}".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    http.start();
    try {
      Rehearsal rehearsal =
          Rehearsal.of(folder, 0)
              .with("\"completions\"", "\"chat\"")
              .with("top-logprobs = 0", "continue = \"" + how + "\"");
      URI base = URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/v1");
      new Endpoint(base, Optional.empty(), rehearsal.plan(), Rehearsal.CLOCK, length -> {})
          .ask(BEGUN);
      return Json.parse(body.get(), "the request");
    } finally {
      http.stop(0);
    }
  }
}
