// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `stillwatch serve` as a process, with time as its exchanges say. It can be killed and started
/// again on what it has on disk.
final class Serve implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final HttpClient client = HttpClient.newHttpClient();
  private final String name;
  private final Path data;
  private final int port;
  private final List<String> options;
  private Program program;

  /// @param options of the command, beside those that every test needs
  Serve(String name, String... options) throws Exception {
    this.options = List.of(options);
    data = Program.folder(name);
    port = Program.freePort();
    this.name = name + "-" + port;
    program = serve();
  }

  private Program serve() throws Exception {
    var line = new ArrayList<>(List.of("serve"));
    line.addAll(List.of("--data", data.toString()));
    for (String set :
        List.of(
            "server.listen=127.0.0.1:" + port,
            "gateway.listen=",
            "grpc.listen=",
            "detect.time=log",
            "detect.idle=7d",
            "detect.judge-every=30m",
            "detect.patience=2h")) {
      line.addAll(List.of("--set", set));
    }
    line.addAll(options);
    Program started = Program.stillwatch(name, line);
    Program.await(name + ", see " + started.log(), PATIENCE, () -> answers(started));
    return started;
  }

  private boolean answers(Program started) throws Exception {
    if (!started.isAlive()) {
      throw new IllegalStateException("it has ended; see " + started.log());
    }
    try {
      return send("GET", "/health/live", "").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /// What it says the job on the cluster has to be told.
  List<String> job() throws Exception {
    Program.await("the job's arguments", PATIENCE, () -> !arguments().isEmpty());
    return List.of(arguments().split(" "));
  }

  private String arguments() throws IOException {
    return Files.readAllLines(program.log()).stream()
        .filter(line -> line.contains("stillwatch-flink.jar --brokers"))
        .map(line -> line.substring(line.indexOf("--brokers")))
        .findFirst()
        .orElse("");
  }

  /// As `kill -9`, and then up again.
  void killAndRestart() throws Exception {
    program.close();
    program = serve();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    Path token = data.resolve("first-admin.token");
    if (Files.exists(token)) {
      request.header("Authorization", "Bearer " + Files.readString(token).strip());
    }
    request.method(method, HttpRequest.BodyPublishers.ofString(body, UTF_8));
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /// Hands in lines, all of which are taken.
  void hand(List<String> lines) throws Exception {
    for (int from = 0; from < lines.size(); from += 2_000) {
      List<String> some = lines.subList(from, Math.min(lines.size(), from + 2_000));
      var answer = send("POST", "/v1/exchanges", String.join("\n", some));
      if (answer.statusCode() != 200
          || MAPPER.readTree(answer.body()).path("taken").asInt() != some.size()) {
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      }
    }
  }

  /// Groups of the newest judgement as documents, with their members and all their evidence.
  SortedMap<String, String> campaigns() throws Exception {
    var all = new TreeMap<String, String>();
    for (JsonNode one : list("/v1/campaigns", "campaigns")) {
      String id = one.path("campaign_id").asString();
      all.put(id, send("GET", "/v1/campaigns/" + id, "").body());
    }
    return all;
  }

  /// What was decided, of whom and when; delays are drawn anew by each server.
  List<String> decided() throws Exception {
    var all = new ArrayList<String>();
    for (JsonNode one : list("/v1/decisions?limit=1000", "decisions")) {
      all.add(
          "%s %s %s %s"
              .formatted(
                  one.path("at").asString(),
                  one.path("account_id").asString(),
                  one.path("remedy").path("kind").asString(),
                  one.path("mode").asString()));
    }
    all.sort(Comparator.naturalOrder());
    return all;
  }

  private JsonNode list(String path, String list) throws Exception {
    return MAPPER.readTree(send("GET", path, "").body()).path(list);
  }

  /// A figure of `/metrics`.
  double figure(String figure) throws Exception {
    return send("GET", "/metrics", "")
        .body()
        .lines()
        .filter(line -> line.startsWith(figure + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(figure.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    program.close();
    client.close();
  }
}
