// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Optional;

/// Carries requests to a [TaxiiServer], and its answers back.
public final class TaxiiRoutes {
  private final TaxiiServer server;
  private final InstantSource clock;
  private final Rooms rooms = Rooms.ofThisMachine();

  /// @param clock of this machine, by which certificates end
  public TaxiiRoutes(TaxiiServer server, InstantSource clock) {
    this.server = server;
    this.clock = clock;
  }

  /// Takes everything below `/taxii2/`.
  public void on(HttpRouting.Builder routing) {
    routing.any("/taxii2", this::handle);
    routing.any("/taxii2/*", this::handle);
  }

  /// Takes whatever nobody else took, too: where there is nothing else, 404 is TAXII's.
  void everywhere(HttpRouting.Builder routing) {
    routing.any(this::handle);
  }

  private void handle(ServerRequest request, ServerResponse response) {
    try (var room = rooms.take(request)) {
      send(response, server.answer(asked(request, room)));
    } catch (Refusal refusal) {
      send(response, Answer.of(refusal));
    }
  }

  private Asked asked(ServerRequest request, Rooms.Room room) {
    ServerRequestHeaders headers = request.headers();
    Optional<Peer> caller =
        new Admission(server.coalition().peers(), clock)
            .who(headers.values(HeaderNames.AUTHORIZATION), certificate(request));
    return new Asked(
        request.prologue().method().text(),
        request.path().absolute().rawPath(),
        request.query().rawValue(),
        new Asked.Headers(
            headers.values(HeaderNames.ACCEPT),
            headers.first(HeaderNames.CONTENT_TYPE),
            headers.first(HeaderNames.CONTENT_ENCODING),
            caller),
        most -> bytes(request, most, room));
  }

  private static Optional<X509Certificate> certificate(ServerRequest request) {
    return request
        .remotePeer()
        .tlsCertificates()
        .filter(chain -> chain.length > 0 && chain[0] instanceof X509Certificate)
        .map(chain -> (X509Certificate) chain[0]);
  }

  /// One byte more than the most tells that there are too many. As much again is read and dropped,
  /// for a caller that is hung up on while it sends does not see why.
  private static byte[] bytes(ServerRequest request, int most, Rooms.Room room) {
    if (request.headers().contentLength().orElse(0) > 2L * most) {
      throw Refusal.tooLarge(most);
    }
    room.reserve(most);
    try (InputStream in = request.content().inputStream()) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        drop(in, most);
      }
      return bytes;
    } catch (IOException | RuntimeException e) { // Helidon says in many ways that it is no HTTP
      throw Refusal.badRequest("the body broke off, or is not as HTTP has it");
    }
  }

  private static void drop(InputStream in, int most) throws IOException {
    var dropped = new byte[1 << 14];
    int left = most;
    for (int read = 0; read >= 0 && left > 0; left -= read) {
      read = in.read(dropped);
    }
  }

  private static void send(ServerResponse response, Answer answer) {
    response.status(Status.create(answer.status()));
    response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, Taxii.MEDIA_TYPE));
    response.header(HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store"));
    response.header(HeaderValues.create("X-Content-Type-Options", "nosniff"));
    answer.headers().forEach((name, value) -> response.header(HeaderValues.create(name, value)));
    if (answer.status() == 401) {
      response.header(
          HeaderNames.WWW_AUTHENTICATE, "Basic realm=\"taxii\", charset=\"UTF-8\"", "Bearer");
    } else if (answer.status() == 503) {
      response.header(HeaderNames.RETRY_AFTER, "5");
    } else if (answer.status() == 413) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    response.send(answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
