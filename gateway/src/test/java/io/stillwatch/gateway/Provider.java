// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// A small model API that speaks the wire formats of OpenAI and Anthropic, streams too. The model's
/// name says how it behaves.
final class Provider implements AutoCloseable {
  final List<Request> requests = new CopyOnWriteArrayList<>();
  final AtomicLong streamsCut = new AtomicLong();
  final AtomicLong events = new AtomicLong();
  final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// What arrived.
  record Request(String method, String path, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.entrySet().stream()
          .filter(e -> e.getKey().equalsIgnoreCase(name))
          .map(e -> String.join(",", e.getValue()))
          .findFirst()
          .orElse("");
    }
  }

  Provider() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 100);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange call) throws IOException {
    String body = new String(call.getRequestBody().readAllBytes(), UTF_8);
    String path = call.getRequestURI().toString();
    requests.add(
        new Request(call.getRequestMethod(), path, Map.copyOf(call.getRequestHeaders()), body));
    try (call) {
      if (body.contains("\"slow\"")) {
        gate("slow");
      }
      if (body.contains("\"error\"")) {
        send(call, 400, "{\"error\":{\"message\":\"no\",\"type\":\"invalid_request_error\"}}");
      } else if (!call.getRequestMethod().equals("POST")) {
        send(call, 200, "{\"object\":\"list\",\"data\":[]}");
      } else if (path.endsWith("/echo")) {
        send(call, 200, body);
      } else if (path.endsWith("/v1/messages")) {
        anthropic(call, body);
      } else if (path.endsWith("/v1/responses")) {
        responses(call, body);
      } else {
        openAi(call, body);
      }
    }
  }

  private void gate(String name) throws IOException {
    try {
      gates.computeIfAbsent(name, any -> new CountDownLatch(1)).await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  void open(String gate) {
    gates.computeIfAbsent(gate, any -> new CountDownLatch(1)).countDown();
  }

  private static void send(HttpExchange call, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    call.getResponseHeaders().set("content-type", "application/json");
    call.getResponseHeaders().set("x-request-id", "up-1");
    boolean head = call.getRequestMethod().equals("HEAD");
    call.sendResponseHeaders(status, head ? -1 : bytes.length);
    if (!head) {
      call.getResponseBody().write(bytes);
    }
  }

  private void openAi(HttpExchange call, String body) throws IOException {
    if (!body.contains("\"stream\":true")) {
      send(
          call,
          200,
          """
          {"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":\
          {"role":"assistant","content":"Hello there"},"finish_reason":"stop"}],"usage":{"prompt_tokens":11,\
          "completion_tokens":5,"total_tokens":16,"prompt_tokens_details":{"cached_tokens":3}}}""");
      return;
    }
    boolean usage = body.contains("\"include_usage\":true");
    boolean told = body.contains("\"return_token_ids\":true");
    stream(
        call,
        body,
        out -> {
          for (String word : List.of("Hel", "lo", " there")) {
            event(
                out,
                "",
                "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                    + word
                    + "\"}"
                    + (told ? ",\"token_ids\":[" + word.length() + ",7]" : "")
                    + ",\"finish_reason\":null}]"
                    + (usage ? ",\"usage\":null}" : "}"));
            pace(body);
          }
          if (usage) {
            event(
                out,
                "",
                "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":3,\"total_tokens\":14}}");
          }
          event(out, "", "[DONE]");
        });
  }

  private void responses(HttpExchange call, String body) throws IOException {
    send(
        call,
        200,
        """
        {"id":"r1","object":"response","status":"completed","output":[{"type":"message","role":"assistant",\
        "content":[{"type":"output_text","text":"Hello"}]}],"usage":{"input_tokens":9,"output_tokens":2}}""");
  }

  private void anthropic(HttpExchange call, String body) throws IOException {
    if (!body.contains("\"stream\":true")) {
      send(
          call,
          200,
          """
          {"id":"m1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":\
          "Hello there"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":7,\
          "cache_read_input_tokens":4,"cache_creation_input_tokens":2,"output_tokens":6}}""");
      return;
    }
    stream(
        call,
        body,
        out -> {
          event(
              out,
              "message_start",
              "{\"type\":\"message_start\",\"message\":{\"id\":\"m1\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[],\"model\":\"m\",\"stop_reason\":null,\"usage\":{\"input_tokens\":7,\"output_tokens\":1}}}");
          event(
              out,
              "content_block_start",
              "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}");
          for (String word : List.of("Hel", "lo", " there")) {
            event(
                out,
                "content_block_delta",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\""
                    + word
                    + "\"}}");
            pace(body);
          }
          event(out, "content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}");
          event(
              out,
              "message_delta",
              "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":9}}");
          event(out, "message_stop", "{\"type\":\"message_stop\"}");
        });
  }

  /// `gated` waits after each word until the gate of that name is open; `broken` breaks off.
  private void pace(String body) throws IOException {
    if (body.contains("\"gated\"")) {
      gate("gated");
    }
    if (body.contains("\"broken\"")) {
      throw new IOException("the model breaks off");
    }
  }

  private interface Script {
    void play(OutputStream out) throws IOException;
  }

  private void stream(HttpExchange call, String body, Script script) throws IOException {
    call.getResponseHeaders().set("content-type", "text/event-stream; charset=utf-8");
    // Fewer bytes than were promised are how a reply breaks off.
    call.sendResponseHeaders(200, body.contains("\"broken\"") ? 1_000_000 : 0);
    OutputStream out = call.getResponseBody();
    if (body.contains("\"endless\"")) {
      endless(out);
      return;
    }
    script.play(out);
    out.close();
  }

  private void endless(OutputStream out) throws IOException {
    String word = "x".repeat(2000);
    try {
      while (true) {
        event(
            out,
            "content_block_delta",
            "{\"type\":\"content_block_delta\",\"index\":0,\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                + word
                + "\"}}],\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"}}");
        events.incrementAndGet();
      }
    } catch (IOException e) {
      streamsCut.incrementAndGet();
      throw e;
    }
  }

  private static void event(OutputStream out, String name, String data) throws IOException {
    String event = (name.isEmpty() ? "" : "event: " + name + "\n") + "data: " + data + "\n\n";
    out.write(event.getBytes(UTF_8));
    out.flush();
  }

  long received(String key) {
    return requests.stream()
        .filter(r -> r.header("authorization").endsWith(key) || r.header("x-api-key").equals(key))
        .count();
  }

  @Override
  public void close() {
    gates.values().forEach(CountDownLatch::countDown);
    server.stop(0);
    threads.shutdownNow();
  }
}
