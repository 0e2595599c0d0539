// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.dossier;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.cli.kit.Cause;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.dossier.letter.Audience;
import io.stillwatch.dossier.seal.Broken;
import io.stillwatch.dossier.seal.Sealed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a server for the papers of a campaign, waits until they are made, and fetches them. A
/// sealed file is computed again before it is handed on.
final class DossierClient implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final int ACCEPTED = 202;
  private static final int OK = 200;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final URI server;
  private final String token;

  /// @throws Failure when a token would go over the network in the clear
  DossierClient(URI server, String token) {
    this.server = server;
    this.token = token;
    String scheme = String.valueOf(server.getScheme());
    if (server.getHost() == null || !List.of("http", "https").contains(scheme)) {
      throw Failure.usage("--server is " + server + "; it takes an http or https address");
    }
    if (scheme.equals("http") && !isHere(server.getHost())) {
      throw Failure.usage(
          "--server is " + server + "; beyond this machine a token goes over https");
    }
  }

  private static boolean isHere(String host) {
    try {
      return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException name) {
      return false;
    }
  }

  /// The papers for an audience.
  ///
  /// @return the files written
  /// @throws Failure when the server does not make them, or what it sent does not fit
  List<Path> write(String campaign, Audience audience, Path out) throws IOException {
    return write(campaign, "dossier", Map.of("for", audience.word()), out);
  }

  /// A letter that takes a finding back.
  ///
  /// @param body what the route takes
  List<Path> takeBack(String campaign, Map<String, ?> body, Path out) throws IOException {
    return write(campaign, "retraction", body, out);
  }

  private List<Path> write(String campaign, String route, Map<String, ?> body, Path out)
      throws IOException {
    String base = "/v1/campaigns/" + URLEncoder.encode(campaign, UTF_8);
    HttpRequest ask =
        request(base + "/" + route)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    JsonNode status = json(send(ask, HttpResponse.BodyHandlers.ofString()), ACCEPTED);
    while (List.of("reading", "writing").contains(status.path("state").asString(""))) {
      pause();
      HttpRequest look = request(base + "/dossier").build();
      status = json(send(look, HttpResponse.BodyHandlers.ofString()), OK);
    }
    if (!status.path("state").asString("").equals("ready")) {
      throw Failure.unusable("the server made no papers: " + status.path("problem").asString(""));
    }
    return fetch(base, campaign, status, out);
  }

  private List<Path> fetch(String base, String campaign, JsonNode status, Path out)
      throws IOException {
    Files.createDirectories(out);
    var written = new ArrayList<Path>();
    for (JsonNode file : status.path("files")) {
      String name = file.path("name").asString("");
      if (isWanted(name, campaign, status.path("for").asString(""))) {
        written.add(fetch(base, name, file.path("sha256").asString(""), out));
      }
    }
    return written;
  }

  /// The server may hold letters for others too.
  private static boolean isWanted(String name, String campaign, String what) {
    boolean seals = what.equals("counsel") || what.equals("regulator");
    return (seals && name.equals(campaign + ".sealed"))
        || name.matches("[A-Za-z0-9-]+-" + what + "[.](html|pdf|json)");
  }

  private Path fetch(String base, String name, String digest, Path out) throws IOException {
    Path beside = out.resolve("." + name + ".part");
    HttpRequest request = request(base + "/dossier/" + URLEncoder.encode(name, UTF_8)).build();
    HttpResponse<Path> said = send(request, HttpResponse.BodyHandlers.ofFile(beside));
    if (said.statusCode() != OK) {
      String why = Files.readString(beside);
      Files.delete(beside);
      throw refused(said.statusCode(), why);
    }
    try {
      String found = Sealed.digest(Files.readAllBytes(beside));
      if (!found.equals(digest)) {
        throw Failure.failed(name + " did not come as the server has it; fetch it again");
      }
      if (name.endsWith(".sealed")) {
        Sealed.open(beside);
      }
      return Files.move(
          beside,
          out.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (Broken e) {
      throw Failure.failed(name + " of the server does not match: " + e.getMessage());
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token);
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException e) {
      throw Failure.unusable(server + " does not answer: " + Cause.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.failed("stopped");
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.failed("stopped");
    }
  }

  private static JsonNode json(HttpResponse<String> said, int wanted) {
    if (said.statusCode() != wanted) {
      throw refused(said.statusCode(), said.body());
    }
    try {
      return JSON.readTree(said.body());
    } catch (JacksonException e) {
      throw Failure.unusable("what answers at --server is no Stillwatch");
    }
  }

  private static Failure refused(int status, String body) {
    return Failure.unusable(
        "the server says " + status + detail(body).map(why -> ": " + why).orElse(""));
  }

  private static Optional<String> detail(String body) {
    try {
      return Optional.of(JSON.readTree(body).path("detail").asString("")).filter(t -> !t.isEmpty());
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
