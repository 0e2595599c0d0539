// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.stillwatch.share.door.Bodies;
import io.stillwatch.share.door.Callers;
import java.util.Map;
import java.util.Optional;

/// Where peers push their events (RFC 8935), to be registered at [#PATH]: `POST push`.
public final class ReceiverRoutes implements HttpService {
  /// Where it is found.
  public static final String PATH = "/ssf/receiver";

  private static final String TYPE = "application/secevent+jwt";

  private final Receiver receiver;
  private final Callers callers;

  public ReceiverRoutes(Receiver receiver, Callers callers) {
    this.receiver = receiver;
    this.callers = callers;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post("/push", this::push);
  }

  private void push(ServerRequest request, ServerResponse response) {
    Optional<String> peer = callers.who(request);
    if (peer.isEmpty()) {
      response.header(HeaderValues.create(HeaderNames.WWW_AUTHENTICATE, "Bearer"));
      refuse(response, 401, Outcome.Code.AUTHENTICATION_FAILED, "the caller is not enrolled here");
      return;
    }
    if (!request.headers().contentType().map(t -> t.text().startsWith(TYPE)).orElse(false)) {
      refuse(response, 400, Outcome.Code.INVALID_REQUEST, "the content is " + TYPE);
      return;
    }
    try {
      byte[] body = Bodies.bytes(request, Receiver.LENGTH_MOST);
      answer(response, receiver.receive(peer.get(), new String(body, US_ASCII).strip()));
    } catch (Bodies.Unreadable e) {
      refuse(response, e.status(), Outcome.Code.INVALID_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  private static void answer(ServerResponse response, Outcome outcome) {
    switch (outcome) {
      case Outcome.Taken taken -> response.status(Status.ACCEPTED_202).send();
      case Outcome.Passed passed -> response.status(Status.ACCEPTED_202).send();
      case Outcome.Refused refused -> refuse(response, 400, refused.error(), refused.description());
      case Outcome.Later later -> {
        response.header(HeaderValues.create(HeaderNames.RETRY_AFTER, "10"));
        response.status(Status.SERVICE_UNAVAILABLE_503).send();
      }
    }
  }

  private static void refuse(
      ServerResponse response, int status, Outcome.Code error, String description) {
    response.header(HeaderValues.create(HeaderNames.CONTENT_LANGUAGE, "en"));
    Bodies.send(response, status, Map.of("err", error.code(), "description", description));
  }
}
