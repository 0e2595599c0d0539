// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.share;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.cli.kit.Cause;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.serve.Served;
import io.stillwatch.cli.serve.TokenFile;
import io.stillwatch.server.settings.Key;
import io.stillwatch.server.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which live server, and who asks it.
final class LiveOptions {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Mixin private Served served = new Served();

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The server (default: http:// and the setting server.listen).")
  private Optional<URI> server = Optional.empty();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "A file with a token alone (default: that of stillwatch login).")
  private Optional<Path> token = Optional.empty();

  /// @throws Failure when the server does not answer, or refuses
  JsonNode get(Map<String, String> environment, String path) throws IOException {
    return ask(request(environment, path).build());
  }

  /// @throws Failure when the server does not answer, or refuses
  JsonNode post(Map<String, String> environment, String path, Map<String, String> body)
      throws IOException {
    var publisher = HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body), UTF_8);
    return ask(request(environment, path).POST(publisher).build());
  }

  /// A part of a path.
  static String part(String id) {
    return URLEncoder.encode(id, UTF_8);
  }

  private HttpRequest.Builder request(Map<String, String> environment, String path)
      throws IOException {
    return HttpRequest.newBuilder(base(environment).resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token(environment));
  }

  private URI base(Map<String, String> environment) throws IOException {
    if (server.isPresent()) {
      return server.get();
    }
    Settings settings = served.settings(environment);
    String scheme = settings.some(Key.TLS_KEY).isPresent() ? "https://" : "http://";
    return URI.create(scheme + settings.text(Key.LISTEN));
  }

  private String token(Map<String, String> environment) throws IOException {
    if (token.isPresent()) {
      return Files.readString(token.get()).strip();
    }
    return new TokenFile(TokenFile.usual(environment))
        .token(Instant.now())
        .orElseThrow(
            () ->
                Failure.usage(
                    "no token; give --token-file with one of stillwatch token, or run stillwatch"
                        + " login"));
  }

  private static JsonNode ask(HttpRequest request) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
      JsonNode said = JSON.readTree(answer.body());
      if (answer.statusCode() / 100 != 2) {
        throw Failure.unusable(
            said.path("detail").asString("the server answers " + answer.statusCode()));
      }
      return said;
    } catch (JacksonException e) {
      throw Failure.failed(request.uri().getAuthority() + " does not answer in JSON");
    } catch (IOException e) {
      throw Failure.failed(request.uri().getAuthority() + " does not answer: " + Cause.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.failed("interrupted");
    }
  }
}
