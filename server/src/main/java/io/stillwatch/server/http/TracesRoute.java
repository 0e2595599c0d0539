// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.stillwatch.grpc.HttpAnswer;
import io.stillwatch.grpc.OtlpHttp;
import io.stillwatch.store.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// `POST /v1/traces`: OTLP over HTTP (OTLP 1.8), protobuf or JSON, packed with gzip or not.
final class TracesRoute {
  private static final int BODY_MOST = 16 << 20;

  private final OtlpHttp otlp;

  TracesRoute(OtlpHttp otlp) {
    this.otlp = otlp;
  }

  void on(Api api) {
    api.post("/v1/traces", Role.COLLECTOR, this::post);
  }

  private void post(Who who, ServerRequest request, ServerResponse response) {
    byte[] body = unpacked(request, Json.bytes(request, BODY_MOST));
    String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse(OtlpHttp.PROTOBUF);
    HttpAnswer answer = otlp.take(type, body).join();
    response.status(Status.create(answer.status()));
    response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, answer.contentType()));
    if (answer.retryAfterSeconds() > 0) {
      response.header(HeaderNames.RETRY_AFTER, Long.toString(answer.retryAfterSeconds()));
    }
    response.send(answer.body());
  }

  private static byte[] unpacked(ServerRequest request, byte[] body) {
    boolean packed =
        request.headers().first(HeaderNames.CONTENT_ENCODING).filter("gzip"::equals).isPresent();
    if (!packed) {
      return body;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] all = in.readNBytes(BODY_MOST + 1);
      if (all.length > BODY_MOST) {
        throw Problem.tooLarge("the body unpacks to more than " + BODY_MOST + " bytes");
      }
      return all;
    } catch (IOException e) {
      throw Problem.badRequest("the body is no gzip");
    }
  }
}
