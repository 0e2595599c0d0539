// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.stillwatch.share.door.Bodies;
import io.stillwatch.share.door.Callers;
import io.stillwatch.share.door.Keep;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// The token service over HTTP, to be registered at [#PATH]: `GET keys`, `POST evaluate`, `GET
/// usage`. Only enrolled peers are answered.
public final class TokenRoutes implements HttpService {
  /// Where it is found.
  public static final String PATH = "/blind/v1";

  private static final Logger LOG = System.getLogger("io.stillwatch.share.blind");
  private static final int BODY_MOST = 64 * 1024;

  private final TokenService service;
  private final Callers callers;

  public TokenRoutes(TokenService service, Callers callers) {
    this.service = service;
    this.callers = callers;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/keys", (request, response) -> answer(request, response, peer -> keys()))
        .get("/usage", (request, response) -> answer(request, response, service::usage))
        .post(
            "/evaluate",
            (request, response) -> answer(request, response, peer -> evaluate(peer, request)));
  }

  private void answer(
      ServerRequest request, ServerResponse response, Function<String, Object> work) {
    try {
      Optional<String> peer = callers.who(request);
      if (peer.isPresent()) {
        Bodies.send(response, 200, work.apply(peer.get()));
      } else {
        response.header(HeaderValues.create(HeaderNames.WWW_AUTHENTICATE, "Bearer"));
        refuse(response, 401, "only enrolled peers are served; show a certificate or a secret");
      }
    } catch (Denied e) {
      String after = Long.toString(Math.max(1, e.after().toSeconds()));
      response.header(HeaderValues.create(HeaderNames.RETRY_AFTER, after));
      refuse(response, 429, "no more evaluations for now");
    } catch (Bodies.Unreadable e) {
      refuse(response, e.status(), String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      refuse(response, 400, String.valueOf(e.getMessage()));
    } catch (Keep.Failed e) {
      refuse(response, 503, "what was counted cannot be kept, so nothing is evaluated");
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a request failed: " + e.getClass().getName());
      refuse(response, 500, "a fault of this service");
    }
  }

  private static void refuse(ServerResponse response, int status, String reason) {
    Bodies.send(response, status, Map.of("status", status, "detail", reason));
  }

  private Object keys() {
    List<Map<String, String>> all =
        service.published().stream()
            .map(
                k ->
                    Map.of(
                        "epoch", k.epoch().toString(),
                        "public_key", k.key().hex(),
                        "fingerprint", k.fingerprint()))
            .toList();
    return Map.of("suite", Suite.P256.identifier(), "keys", all);
  }

  private Object evaluate(String peer, ServerRequest request) {
    JsonNode body = Bodies.object(Bodies.bytes(request, BODY_MOST));
    Epoch epoch = Epoch.parse(Bodies.text(body, "epoch"));
    Evaluation done = service.evaluate(peer, epoch, points(body.path("points")));
    return Map.of(
        "epoch", epoch.toString(),
        "points", done.points().stream().map(Point::hex).toList(),
        "proof", HexFormat.of().formatHex(done.proof().bytes(Suite.P256)));
  }

  /// Reads points of a list, strictly.
  ///
  /// @throws BadElement when one of them is none
  static List<Point> points(JsonNode list) {
    if (!list.isArray() || list.size() > TokenService.BATCH_MOST) {
      throw new BadElement(
          "points is a list of at most %d points".formatted(TokenService.BATCH_MOST));
    }
    var points = new ArrayList<Point>(list.size());
    for (JsonNode item : list) {
      points.add(Point.parse(Suite.P256, bytes(item)));
    }
    return points;
  }

  static byte[] bytes(JsonNode hex) {
    try {
      return HexFormat.of().parseHex(hex.isString() ? hex.stringValue() : "?");
    } catch (IllegalArgumentException e) {
      throw new BadElement("points and proofs are written in hexadecimal digits");
    }
  }
}
