// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// Sends a request until there is an answer to keep. Everything that is sent may be sent again:
/// objects that are there already are no error.
final class Caller implements AutoCloseable {
  private static final int ATTEMPTS = 6;
  private static final int ANSWER_MOST = 128 << 20;
  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration ANSWER = Duration.ofMinutes(3);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
  private static final int REASON_MOST = 300;

  private final HttpClient http;
  private final Optional<String> authorization;
  private final Waiting waiting;

  Caller(Connection connection, Waiting waiting) throws IOException {
    this.waiting = waiting;
    authorization = connection.authorization();
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER) // it would carry the secret elsewhere
            .sslContext(connection.tls())
            .build();
  }

  /// @throws TaxiiFailed when it was refused, or there is no answer after six attempts
  HttpResponse<byte[]> call(HttpRequest plain) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(plain, (name, value) -> true);
    authorization.ifPresent(value -> builder.setHeader("Authorization", value));
    HttpRequest request = builder.build();
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<byte[]> response = sent(request);
        if (!LATER.contains(response.statusCode()) || attempt == ATTEMPTS) {
          return kept(plain, response);
        }
        rest(asked(response).orElse(pause));
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new TaxiiFailed(plain.uri() + " does not answer: " + reason(e), e);
        }
        rest(pause);
      }
      pause = pause.multipliedBy(2);
    }
  }

  private HttpResponse<byte[]> sent(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_MOST));
    try {
      return answer.get(ANSWER.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new TaxiiFailed(request.uri() + " was not waited for", e);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("no whole answer within " + ANSWER.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause
          ? cause
          : new IOException("the request failed", e.getCause());
    }
  }

  private static String reason(IOException e) {
    return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
  }

  /// What `Retry-After` asks for (RFC 9110, 10.2.3), if it is in seconds.
  private static Optional<Duration> asked(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(text -> SECONDS.matcher(text).matches())
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }

  private void rest(Duration pause) {
    try {
      waiting.until(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaxiiFailed("stopped while it waited for the server", e);
    }
  }

  private static HttpResponse<byte[]> kept(HttpRequest request, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return response;
    }
    String said = new String(response.body(), UTF_8).strip();
    throw new TaxiiFailed(
        status,
        "%s %s is answered with %d: %s"
            .formatted(
                request.method(),
                request.uri(),
                status,
                said.substring(0, Math.min(REASON_MOST, said.length()))
                    .replaceAll("\\p{Cntrl}", " ")));
  }

  @Override
  public void close() {
    http.close();
  }
}
