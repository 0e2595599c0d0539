// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.stillwatch.ingest.Format;
import io.stillwatch.ingest.Source;
import io.stillwatch.ingest.Sources;
import io.stillwatch.model.desk.Drop;
import io.stillwatch.server.live.Inbox;
import io.stillwatch.store.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/// `POST /v1/signups`: a new account, screened at the door, and known to detection from then on.
public final class SignupsRoute {
  private static final int BODY_MOST = 64 << 10;

  private final Signups signups;
  private final Inbox inbox;

  SignupsRoute(Signups signups, Inbox inbox) {
    this.signups = signups;
    this.inbox = inbox;
  }

  /// Screens who signs up.
  public interface Signups {
    /// Screens one, and keeps what came of it.
    ///
    /// @param body JSON, as docs/identity.md has it
    /// @param by who hands it in
    /// @return what is proposed, as JSON
    /// @throws IllegalArgumentException when the body is no signup
    String screen(byte[] body, String by);
  }

  void on(Api api) {
    api.post("/v1/signups", Role.COLLECTOR, this::post);
  }

  private void post(Who who, ServerRequest request, ServerResponse response) {
    byte[] body = Json.bytes(request, BODY_MOST);
    detect(body);
    Json.sendText(response, signups.screen(body, who.name()));
  }

  /// The same line tells detection who that account is, as a line of accounts in a log does.
  private void detect(byte[] body) {
    byte[] line = new String(body, UTF_8).replaceAll("[\\r\\n]+", " ").getBytes(UTF_8);
    try (Source source =
        Sources.stream(
            new ByteArrayInputStream(line),
            "signup",
            Optional.of(Format.STILLWATCH),
            BODY_MOST,
            BODY_MOST)) {
      for (var block = source.next(); block != null; block = source.next()) {
        inbox.hand(inbox.read(block).join().entries()).join();
      }
    } catch (IOException e) {
      throw Problem.internal();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Drop.Full
          ? Problem.busy("there is no room now")
          : Problem.unavailable("what came cannot be kept now");
    }
  }
}
