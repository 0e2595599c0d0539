// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What other people's servers do.
class EndpointTest {
  private static final String OK =
      "{\"choices\":[{\"text\":\"the lamp\"}],\"usage\":{\"completion_tokens\":2}}";
  private static final Suspect.Question QUESTION = new Suspect.Question("a prompt", 5, 0);

  @TempDir private Path folder;
  private final Deque<Says> script = new ArrayDeque<>();
  private final List<String> authorised = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer http;

  /// @param status -1 hangs until the test ends, -2 breaks the connection
  private record Says(int status, String body, String retryAfter) {}

  @BeforeEach
  void start() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(Thread::startVirtualThread);
    http.createContext(
        "/v1/completions",
        exchange -> {
          authorised.add(exchange.getRequestHeaders().getFirst("authorization"));
          exchange.getRequestBody().readAllBytes();
          Says says = script.remove();
          if (says.status() == -1) {
            try {
              end.await();
            } catch (InterruptedException stop) {
              Thread.currentThread().interrupt();
            }
          }
          if (says.status() < 0) {
            exchange.close();
            return;
          }
          if (!says.retryAfter().isEmpty()) {
            exchange.getResponseHeaders().set("retry-after", says.retryAfter());
          }
          byte[] bytes = says.body().getBytes(UTF_8);
          exchange.sendResponseHeaders(says.status(), bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    http.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    http.stop(0);
  }

  private void says(int status, String body) {
    script.add(new Says(status, body, ""));
  }

  private Endpoint endpoint() throws IOException {
    Rehearsal rehearsal =
        Rehearsal.of(folder, 0)
            .with("per-second = 1000", "per-second = 4\ntimeout-seconds = 1\ntries = 3");
    return new Endpoint(
        URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/v1/"),
        Optional.of("sk-1"),
        rehearsal.plan(),
        Rehearsal.CLOCK,
        pauses::add);
  }

  @Test
  void anAnswerIsRead() throws Exception {
    says(200, OK);

    Suspect.Reply reply = endpoint().ask(QUESTION);

    assertThat(reply.text()).isEqualTo("the lamp");
    assertThat(reply.tokens()).isEqualTo(2);
    assertThat(reply.tries()).isEqualTo(1);
    assertThat(authorised).containsExactly("Bearer sk-1");
  }

  @Test
  void tooManyRequestsAreWaitedForAsLongAsIsAsked() throws Exception {
    script.add(new Says(429, "slow down", "7"));
    says(200, OK);

    assertThat(endpoint().ask(QUESTION).tries()).isEqualTo(2);
    assertThat(pauses).contains(Duration.ofSeconds(7));
  }

  @Test
  void aWaitOfAYearIsNotTaken() throws Exception {
    script.add(new Says(503, "", "999999"));
    says(200, OK);

    endpoint().ask(QUESTION);

    assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofMinutes(5)) <= 0);
  }

  @Test
  void brokenConnectionsAndTimeOutsAreTriedAgain() throws Exception {
    says(-2, "");
    says(-1, "");
    says(200, OK);

    assertThat(endpoint().ask(QUESTION).tries()).isEqualTo(3);
  }

  @Test
  void afterAllTriesThereIsNoAnswerAndItMayBeAskedAgain() throws Exception {
    says(500, "");
    says(502, "");
    says(503, "");
    Endpoint endpoint = endpoint();

    assertThatThrownBy(() -> endpoint.ask(QUESTION))
        .isInstanceOfSatisfying(
            Suspect.NoAnswer.class, none -> assertThat(none.forGood()).isFalse())
        .hasMessage("status 503, 3 times");
  }

  @Test
  void aRefusalIsFinalAndNoMessageHoldsThePromptOrTheKey() throws Exception {
    says(401, "{\"error\":\"sk-1 is wrong for a prompt\"}");
    Endpoint endpoint = endpoint();

    assertThatThrownBy(() -> endpoint.ask(QUESTION))
        .isInstanceOfSatisfying(Suspect.NoAnswer.class, none -> assertThat(none.forGood()).isTrue())
        .hasMessage("status 401");
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    says(302, "");
    Endpoint endpoint = endpoint();

    assertThatThrownBy(() -> endpoint.ask(QUESTION)).hasMessage("status 302");
  }

  @Test
  void whatIsNotAnAnswerIsNoAnswer() throws Exception {
    for (String body : List.of("<html>", "{}", "{\"choices\":[{\"text\":7}]}")) {
      says(200, body);
      Endpoint endpoint = endpoint();
      assertThatThrownBy(() -> endpoint.ask(QUESTION)).isInstanceOf(Suspect.NoAnswer.class);
    }
  }

  @Test
  void requestsKeepTheirDistance() throws Exception {
    says(200, OK);
    says(200, OK);
    Endpoint endpoint = endpoint();

    endpoint.ask(QUESTION);
    endpoint.ask(QUESTION);

    assertThat(pauses).containsExactly(Duration.ofMillis(250));
  }
}
