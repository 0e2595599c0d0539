// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static io.stillwatch.gateway.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Feature;
import io.stillwatch.model.desk.Answer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real nginx and HAProxy with the gateway beside them.
class FrontsTest {
  private static final String NGINX =
      """
      daemon off; worker_processes 1; pid %1$s/pid; error_log %1$s/error.log;
      events {}
      http {
        access_log off;
        client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s;
        uwsgi_temp_path %1$s; scgi_temp_path %1$s;
        server {
          listen 127.0.0.1:%2$d;
          location / {
            auth_request /stillwatch;
            auth_request_set $stillwatch_without $upstream_http_x_stillwatch_without;
            auth_request_set $stillwatch_status $upstream_http_x_stillwatch_status;
            auth_request_set $stillwatch_retry $upstream_http_retry_after;
            auth_request_set $stillwatch_decision $upstream_http_x_stillwatch_decision;
            error_page 403 = @refused;
            proxy_set_header x-stillwatch-without $stillwatch_without;
            proxy_pass http://127.0.0.1:%4$d;
          }
          location = /stillwatch {
            internal;
            proxy_pass http://127.0.0.1:%3$d/auth?dialect=nginx;
            proxy_pass_request_body off;
            proxy_set_header content-length "";
            proxy_set_header x-original-uri $request_uri;
          }
          location @refused {
            add_header retry-after $stillwatch_retry always;
            add_header x-stillwatch-decision $stillwatch_decision always;
            if ($stillwatch_status = 429) { return 429; }
            return 403;
          }
        }
      }
      """;
  private static final String HAPROXY =
      """
      defaults
        mode http
        timeout connect 5s
        timeout client 30s
        timeout server 30s
      listen model
        bind 127.0.0.1:%1$d
        server stillwatch 127.0.0.1:%2$d
      """;

  private static final String CADDY =
      """
      {
        admin off
        auto_https off
        storage file_system %1$s
      }
      http://127.0.0.1:%2$d {
        forward_auth 127.0.0.1:%3$d {
          uri /auth
          copy_headers x-stillwatch-without x-stillwatch-mark
        }
        reverse_proxy 127.0.0.1:%4$d
      }
      """;

  @TempDir Path folder;
  private World world;
  private Process process;
  private int port;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeEach
  void start() throws IOException {
    world = World.usual();
    port = Program.freePort();
  }

  @AfterEach
  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
    world.close();
    client.close();
  }

  private void run(String config, String... command) throws IOException {
    Files.writeString(folder.resolve("config"), config);
    process = Program.start(folder, folder.resolve("out"), command);
    until(this::listens);
  }

  private boolean listens() {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private HttpResponse<String> chat(String key) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/chat/completions"))
            .header("authorization", "Bearer " + key)
            .POST(BodyPublishers.ofString("{\"messages\":[]}"))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void nginxAsksBeforeEachRequestAndTurnsTheAnswerIntoARefusal() throws Exception {
    String config =
        NGINX.formatted(folder, port, world.gateway.port(), world.provider.base().getPort());
    run(
        config,
        "/usr/sbin/nginx",
        "-p",
        folder.toString(),
        "-c",
        folder.resolve("config").toString());
    world.desk.answers.put(World.account("n-1"), q -> world.desk.go(q, "", Feature.LOGPROBS));
    world.desk.answer(
        World.account("n-2"),
        new Answer.Later("d-1", "requests per minute", Duration.ofSeconds(9), false));
    world.desk.answer(World.account("n-3"), new Answer.No("d-2", false));

    HttpResponse<String> goes = chat("n-1");
    HttpResponse<String> throttled = chat("n-2");
    HttpResponse<String> refused = chat("n-3");

    assertThat(goes.statusCode()).isEqualTo(200);
    assertThat(goes.body()).contains("Hello there");
    assertThat(world.provider.requests.getFirst().header("x-stillwatch-without"))
        .isEqualTo("logprobs");
    assertThat(throttled.statusCode()).isEqualTo(429);
    assertThat(throttled.headers().map())
        .containsEntry("retry-after", List.of("9"))
        .containsEntry("x-stillwatch-decision", List.of("d-1"));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(world.provider.requests).hasSize(1);
    assertThat(world.desk.open.get()).isZero();
  }

  @Test
  void caddyHandsOurWholeAnswerToTheCaller() throws Exception {
    String config =
        CADDY.formatted(folder, port, world.gateway.port(), world.provider.base().getPort());
    run(
        config,
        "/usr/bin/caddy",
        "run",
        "--adapter",
        "caddyfile",
        "--config",
        folder.resolve("config").toString());
    world.desk.answers.put(World.account("c-1"), q -> world.desk.go(q, "key-7", Feature.LOGPROBS));
    world.desk.answer(
        World.account("c-2"),
        new Answer.Later("d-1", "requests per minute", Duration.ofSeconds(9), false));
    world.desk.answer(World.account("c-3"), new Answer.No("d-2", false));

    HttpResponse<String> goes = chat("c-1");
    HttpResponse<String> throttled = chat("c-2");
    HttpResponse<String> refused = chat("c-3");

    assertThat(goes.statusCode()).isEqualTo(200);
    assertThat(goes.body()).contains("Hello there");
    assertThat(world.provider.requests.getFirst().header("x-stillwatch-without"))
        .isEqualTo("logprobs");
    assertThat(world.provider.requests.getFirst().header("x-stillwatch-mark")).isEqualTo("key-7");
    assertThat(throttled.statusCode()).isEqualTo(429);
    assertThat(throttled.headers().map())
        .containsEntry("retry-after", List.of("9"))
        .containsEntry("x-stillwatch-decision", List.of("d-1"));
    assertThat(throttled.body()).contains("rate_limit_exceeded", "reference d-1");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("x-should-retry")).hasValue("false");
    assertThat(world.provider.requests).hasSize(1);
    assertThat(world.desk.open.get()).isZero();
  }

  @Test
  void haproxyInFrontOfTheProxyChangesNothing() throws Exception {
    run(
        HAPROXY.formatted(port, world.gateway.port()),
        "/usr/sbin/haproxy",
        "-db",
        "-f",
        folder.resolve("config").toString());
    world.desk.answer(World.account("h-2"), new Answer.No("d-3", true));

    assertThat(chat("h-1").body()).contains("Hello there");
    HttpResponse<String> refused = chat("h-2");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("x-stillwatch-decision")).contains("d-3");
  }
}
