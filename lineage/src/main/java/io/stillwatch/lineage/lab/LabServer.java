// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stillwatch.lineage.trial.BadInput;
import io.stillwatch.lineage.trial.Json;
import io.stillwatch.lineage.trial.WordTokens;
import io.stillwatch.marks.Mark;
import io.stillwatch.stats.Draw;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// A model of the laboratory behind an OpenAI-compatible interface, on this machine only:
/// `/v1/completions`, `/v1/chat/completions` and `/v1/models`. For rehearsing a test of lineage;
/// not a server for anything else.
public final class LabServer implements AutoCloseable {
  private static final int LARGEST = 1 << 20;
  private static final int LONGEST = 2_000;
  static final int TOP = 20;

  private final HttpServer http;
  private final LanguageModel model;
  private final WordTokens tokens;
  private final Optional<Mark> mark;
  private final boolean tellsChances;
  private final Draw draw;

  private LabServer(HttpServer http, Model served) {
    this.http = http;
    model = served.model();
    tokens = served.tokens();
    mark = served.mark();
    tellsChances = served.tellsChances();
    draw = new Draw(served.seed());
  }

  /// What is served.
  ///
  /// @param mark what replies are drawn by; with it, this is a proxy of the marked teacher
  /// @param tellsChances whether log-probabilities are told when asked for
  public record Model(
      LanguageModel model,
      WordTokens tokens,
      Optional<Mark> mark,
      boolean tellsChances,
      long seed) {}

  /// Starts it.
  ///
  /// @param port 0 for any that is free
  public static LabServer start(int port, Model served) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    var server = new LabServer(http, served);
    http.createContext("/v1/", server::handle);
    http.start();
    return server;
  }

  /// The base address.
  public String address() {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/v1";
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST);
      try {
        if (path.equals("/v1/models")) {
          answer(exchange, 200, Map.of("object", "list", "data", List.of(Map.of("id", "lab"))));
          return;
        }
        JsonNode asked = Json.parse(new String(body, UTF_8), "the request");
        switch (path) {
          case "/v1/completions" -> answer(exchange, 200, completion(asked, false));
          case "/v1/chat/completions" -> answer(exchange, 200, completion(asked, true));
          default -> answer(exchange, 404, error("no such path"));
        }
      } catch (BadInput bad) {
        answer(exchange, 400, error(bad.line()));
      }
    }
  }

  private static Map<String, Object> error(String why) {
    return Map.of("error", Map.of("message", why));
  }

  private static void answer(HttpExchange exchange, int status, Map<String, Object> value)
      throws IOException {
    byte[] bytes = Json.canonical(value).getBytes(UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private synchronized Map<String, Object> completion(JsonNode asked, boolean chat) {
    String text =
        chat
            ? asked
                .path("messages")
                .path(asked.path("messages").size() - 1)
                .path("content")
                .asString("")
            : asked.path("prompt").asString("");
    int length = Math.clamp(asked.path("max_tokens").asLong(16), 1, LONGEST);
    int top = (int) asked.path(chat ? "top_logprobs" : "logprobs").asLong(0);
    int[] prompt = tokens.ids(text);
    Voice voice = mark.map(m -> Voice.marked(m, draw)).orElseGet(() -> Voice.plain(draw));
    int[] reply = model.write(prompt, length, voice);
    var choice = new LinkedHashMap<String, Object>();
    choice.put("index", 0);
    choice.put("finish_reason", "length");
    if (chat) {
      choice.put("message", Map.of("role", "assistant", "content", tokens.text(reply)));
    } else {
      choice.put("text", tokens.text(reply));
    }
    if (top > 0 && tellsChances) {
      choice.put("logprobs", chances(prompt, Math.min(top, TOP), chat));
    }
    return Map.of(
        "object",
        chat ? "chat.completion" : "text_completion",
        "model",
        "lab",
        "choices",
        List.of(choice),
        "usage",
        Map.of("prompt_tokens", prompt.length, "completion_tokens", reply.length));
  }

  private Map<String, Object> chances(int[] prompt, int top, boolean chat) {
    var told = new TreeMap<String, Object>();
    var list = new ArrayList<Map<String, Object>>();
    for (Map.Entry<Integer, Double> one : model.after(prompt, prompt.length).top(top)) {
      String word = tokens.text(new int[] {one.getKey()});
      double log = Math.log(one.getValue());
      told.put(word, log);
      list.add(Map.of("token", word, "logprob", log));
    }
    return chat
        ? Map.of("content", List.of(Map.of("top_logprobs", list)))
        : Map.of("top_logprobs", List.of(told));
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
