// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.stillwatch.share.door.Bodies;
import io.stillwatch.share.door.Callers;
import io.stillwatch.share.door.Keep;
import io.stillwatch.share.events.Stream.Delivery;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The transmitter over HTTP, to be registered at `/`: discovery and keys for everybody; stream,
/// status, verification and polling for enrolled peers, each for its own one stream (SSF 1.0,
/// sections 7 and 8; RFC 8936).
public final class TransmitterRoutes implements HttpService {
  static final String PUSH = "urn:ietf:rfc:8935";
  static final String POLL = "urn:ietf:rfc:8936";

  private static final Logger LOG = System.getLogger("io.stillwatch.share.events");
  private static final int BODY_MOST = 64 * 1024;
  private static final int TEXT_MOST = 256;
  private static final int SETS_MOST = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Transmitter transmitter;
  private final Callers callers;
  private final URI base;

  /// @param base where peers reach these routes, such as `https://share.example`
  public TransmitterRoutes(Transmitter transmitter, Callers callers, URI base) {
    this.transmitter = transmitter;
    this.callers = callers;
    this.base = base;
  }

  /// What a peer is answered; empty bodies are not sent.
  private record Answer(int status, Optional<Object> body) {
    static Answer of(int status, Object body) {
      return new Answer(status, Optional.of(body));
    }

    static Answer of(int status) {
      return new Answer(status, Optional.empty());
    }
  }

  private interface Work {
    Answer of(String peer) throws InterruptedException;
  }

  /// The peer has no such stream.
  private static final class NotFound extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/.well-known/ssf-configuration", (q, a) -> Bodies.send(a, 200, configuration()))
        .get("/ssf/jwks", (q, a) -> jwks(a))
        .post("/ssf/stream", (q, a) -> answer(q, a, peer -> create(peer, body(q))))
        .get("/ssf/stream", (q, a) -> answer(q, a, peer -> read(peer, q)))
        .patch("/ssf/stream", (q, a) -> answer(q, a, peer -> change(peer, body(q), false)))
        .put("/ssf/stream", (q, a) -> answer(q, a, peer -> change(peer, body(q), true)))
        .delete("/ssf/stream", (q, a) -> answer(q, a, peer -> delete(peer, q)))
        .get("/ssf/status", (q, a) -> answer(q, a, peer -> status(own(peer, query(q)))))
        .post("/ssf/status", (q, a) -> answer(q, a, peer -> status(peer, body(q))))
        .post("/ssf/verify", (q, a) -> answer(q, a, peer -> verify(peer, body(q))))
        .post("/ssf/poll/{id}", (q, a) -> answer(q, a, peer -> poll(peer, q)));
  }

  private void answer(ServerRequest request, ServerResponse response, Work work) {
    try {
      Optional<String> peer = callers.who(request);
      if (peer.isEmpty()) {
        response.header(HeaderValues.create(HeaderNames.WWW_AUTHENTICATE, "Bearer"));
        refuse(response, 401, "only enrolled peers are served; show a certificate or a secret");
        return;
      }
      send(response, work.of(peer.get()));
    } catch (NotFound e) {
      refuse(response, 404, "this peer has no such stream");
    } catch (Bodies.Unreadable e) {
      refuse(response, e.status(), String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      refuse(response, 400, String.valueOf(e.getMessage()));
    } catch (Keep.Failed e) {
      refuse(response, 503, "the database does not answer; nothing was changed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      refuse(response, 503, "it is stopping");
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a request failed: " + e.getClass().getName());
      refuse(response, 500, "a fault of this transmitter");
    }
  }

  private static void send(ServerResponse response, Answer answer) {
    if (answer.body().isPresent()) {
      Bodies.send(response, answer.status(), answer.body().get());
    } else {
      response.header(HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store"));
      response.status(Status.create(answer.status())).send();
    }
  }

  private static void refuse(ServerResponse response, int status, String reason) {
    Bodies.send(response, status, Map.of("err", "invalid_request", "description", reason));
  }

  private Map<String, Object> configuration() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("spec_version", "1_0");
    all.put("issuer", transmitter.issuer());
    all.put("jwks_uri", base + "/ssf/jwks");
    all.put("delivery_methods_supported", List.of(PUSH, POLL));
    all.put("configuration_endpoint", base + "/ssf/stream");
    all.put("status_endpoint", base + "/ssf/status");
    all.put("verification_endpoint", base + "/ssf/verify");
    all.put("authorization_schemes", List.of(Map.of("spec_urn", "urn:ietf:rfc:6750")));
    all.put("default_subjects", "ALL");
    return all;
  }

  private void jwks(ServerResponse response) {
    response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/jwk-set+json"));
    response.send(transmitter.keys().published());
  }

  private static JsonNode body(ServerRequest request) {
    return Bodies.object(Bodies.bytes(request, BODY_MOST));
  }

  private static Optional<String> query(ServerRequest request) {
    return request.query().first("stream_id").asOptional();
  }

  private Stream own(String peer, Optional<String> id) {
    return transmitter.stream(peer)
        .filter(stream -> stream.id().equals(id.orElse("")))
        .orElseThrow(NotFound::new);
  }

  private Answer create(String peer, JsonNode body) {
    if (transmitter.stream(peer).isPresent()) {
      return Answer.of(409, Map.of("description", "this peer has a stream; change that one"));
    }
    Stream made = transmitter.subscribe(peer, delivery(body), wanted(body), description(body));
    return Answer.of(201, shown(made));
  }

  private Answer read(String peer, ServerRequest request) {
    Optional<String> id = query(request);
    return id.isPresent()
        ? Answer.of(200, shown(own(peer, id)))
        : Answer.of(200, transmitter.stream(peer).map(s -> List.of(shown(s))).orElse(List.of()));
  }

  private Answer change(String peer, JsonNode body, boolean whole) {
    Stream before = own(peer, Optional.of(Bodies.text(body, "stream_id")));
    Delivery delivery = whole || body.has("delivery") ? delivery(body) : before.delivery();
    List<String> wanted = whole || body.has("events_requested") ? wanted(body) : before.events();
    String description =
        whole || body.has("description") ? description(body) : before.description();
    return Answer.of(200, shown(transmitter.subscribe(peer, delivery, wanted, description)));
  }

  private Answer delete(String peer, ServerRequest request) {
    own(peer, query(request));
    transmitter.unsubscribe(peer);
    return Answer.of(204);
  }

  private static Answer status(Stream stream) {
    return Answer.of(200, Map.of("stream_id", stream.id(), "status", stream.status().word()));
  }

  private Answer status(String peer, JsonNode body) {
    Stream before = own(peer, Optional.of(Bodies.text(body, "stream_id")));
    Stream.Status wanted = Stream.Status.of(Bodies.text(body, "status"));
    transmitter.status(peer, wanted);
    return status(before.with(wanted));
  }

  private Answer verify(String peer, JsonNode body) {
    own(peer, Optional.of(Bodies.text(body, "stream_id")));
    Optional<String> state =
        body.has("state") ? Optional.of(bounded(Bodies.text(body, "state"))) : Optional.empty();
    transmitter.verify(peer, state);
    return Answer.of(204);
  }

  /// What is acknowledged goes, what is refused too; then what waits.
  private Answer poll(String peer, ServerRequest request) throws InterruptedException {
    Stream stream = own(peer, request.path().pathParameters().first("id").asOptional());
    JsonNode body = body(request);
    var done = new ArrayList<String>();
    body.path("ack").forEach(id -> done.add(id.stringValue("")));
    body.path("setErrs").propertyNames().forEach(done::add);
    transmitter.acknowledge(peer, done);
    int most = Math.clamp(body.path("maxEvents").intValue(SETS_MOST), 0, SETS_MOST);
    if (most == 0 || stream.status() != Stream.Status.ENABLED) {
      return Answer.of(200, Map.of("sets", Map.of()));
    }
    boolean now = body.path("returnImmediately").booleanValue(false);
    Map<String, String> sets = transmitter.waiting(peer, most, now ? Duration.ZERO : PATIENCE);
    boolean more = transmitter.waiting(peer) > sets.size();
    return Answer.of(200, Map.of("sets", sets, "moreAvailable", more));
  }

  private static Delivery delivery(JsonNode body) {
    JsonNode delivery = body.path("delivery");
    if (!delivery.isObject()) {
      return new Delivery.Poll();
    }
    return switch (Bodies.text(delivery, "method")) {
      case POLL -> new Delivery.Poll();
      case PUSH ->
          new Delivery.Push(
              URI.create(bounded(Bodies.text(delivery, "endpoint_url"))),
              delivery.has("authorization_header")
                  ? Optional.of(bounded(Bodies.text(delivery, "authorization_header")))
                  : Optional.empty());
      default -> throw new IllegalArgumentException("the method is " + PUSH + " or " + POLL);
    };
  }

  private static List<String> wanted(JsonNode body) {
    if (!body.path("events_requested").isArray()) {
      return EventForm.TYPES;
    }
    var wanted = new ArrayList<String>();
    body.path("events_requested").forEach(type -> wanted.add(type.stringValue("")));
    return wanted;
  }

  private static String description(JsonNode body) {
    String all = body.path("description").stringValue("");
    return all.substring(0, Math.min(all.length(), TEXT_MOST));
  }

  private static String bounded(String text) {
    if (text.length() > 2 * TEXT_MOST) {
      throw new IllegalArgumentException("a text has at most " + 2 * TEXT_MOST + " characters");
    }
    return text;
  }

  private Map<String, Object> shown(Stream stream) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("stream_id", stream.id());
    all.put("iss", transmitter.issuer());
    all.put("aud", stream.audience());
    all.put("delivery", shown(stream.delivery(), stream));
    all.put("events_supported", EventForm.TYPES);
    all.put("events_requested", stream.events());
    all.put("events_delivered", stream.events());
    all.put("description", stream.description());
    return all;
  }

  private Map<String, String> shown(Delivery delivery, Stream stream) {
    return switch (delivery) {
      case Delivery.Push push -> Map.of("method", PUSH, "endpoint_url", push.endpoint().toString());
      case Delivery.Poll poll ->
          Map.of("method", POLL, "endpoint_url", base + "/ssf/poll/" + stream.id());
    };
  }
}
