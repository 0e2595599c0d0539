// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.stillwatch.ingest.Block;
import io.stillwatch.ingest.Format;
import io.stillwatch.ingest.Source;
import io.stillwatch.ingest.Sources;
import io.stillwatch.ingest.Warning;
import io.stillwatch.model.desk.Drop;
import io.stillwatch.server.live.Batch;
import io.stillwatch.server.live.Inbox;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/// `POST /v1/exchanges`: exchanges and signups, a line each, in any form that a scan reads, packed
/// or not. The answer comes when all of them are in the journal. The whole body may be sent again:
/// ids that came before are left out.
final class ExchangesRoute {
  private static final int LINE_MOST = 16 << 20;

  /// Unpacked bytes of one request.
  private static final long BODY_MOST = 1L << 30;

  private final Inbox inbox;

  ExchangesRoute(Inbox inbox) {
    this.inbox = inbox;
  }

  void post(ServerRequest request, ServerResponse response) {
    take(request, response, format(request));
  }

  /// LiteLLM's `generic_api` callback.
  void litellm(ServerRequest request, ServerResponse response) {
    take(request, response, Optional.of(Format.LITELLM));
  }

  private static Optional<Format> format(ServerRequest request) {
    Optional<String> word = request.query().first("format").asOptional();
    if (word.isPresent() && Format.of(word.get()).isEmpty()) {
      throw Problem.badRequest("format takes stillwatch, litellm or otel");
    }
    return word.flatMap(Format::of);
  }

  private void take(ServerRequest request, ServerResponse response, Optional<Format> format) {
    var received = new Received();
    try (Source source =
        Sources.stream(request.content().inputStream(), "body", format, LINE_MOST, BODY_MOST)) {
      for (Block block = source.next(); block != null; block = source.next()) {
        hand(inbox.read(block).join(), received);
      }
      if (source.warnings().stream().anyMatch(ExchangesRoute::tooMuch)) {
        throw Problem.tooLarge(
            "the body unpacks to more than %,d bytes; %,d entries were taken, send the rest apart"
                .formatted(BODY_MOST, received.taken()));
      }
      source.warnings().forEach(received::warn);
    } catch (IOException | DataReader.InsufficientDataAvailableException e) {
      throw Problem.badRequest(
          "the body broke off; %,d entries were taken, and may be sent again"
              .formatted(received.taken()));
    }
    Json.send(response, 200, received.json());
  }

  private static boolean tooMuch(Warning warning) {
    return warning.reason().equals(Sources.UNPACKS_TO_TOO_MUCH);
  }

  private void hand(Batch batch, Received received) {
    try {
      long late = batch.entries().stream().filter(inbox::isLate).count();
      received.add(batch, inbox.hand(batch.entries()).join(), late);
    } catch (CompletionException e) {
      if (e.getCause() instanceof Drop.Full) {
        throw Problem.busy(
            "there is no room now; %,d entries were taken, and all may be sent again"
                .formatted(received.taken()));
      }
      throw Problem.unavailable(
          "what came cannot be kept now; %,d entries were taken, and all may be sent again"
              .formatted(received.taken()));
    }
  }
}
