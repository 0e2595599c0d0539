// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.rpc.Status;
import io.grpc.StatusException;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.StringWriter;
import java.util.concurrent.CompletableFuture;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// OTLP/HTTP without the HTTP: what `POST /v1/traces` is answered. The server unpacks the body and
/// bounds its size.
public final class OtlpHttp {
  /// The type of protobuf bodies; any other is read as JSON.
  public static final String PROTOBUF = "application/x-protobuf";

  private static final String JSON_TYPE = "application/json";
  private static final JsonFactory JSON = new JsonFactory();

  private final Otlp otlp;

  OtlpHttp(Otlp otlp) {
    this.otlp = otlp;
  }

  /// @param contentType of the request
  /// @param body unpacked
  /// @return completes when the exchanges are handed in, or are not; never with a failure
  public CompletableFuture<HttpAnswer> take(String contentType, byte[] body) {
    boolean protobuf = contentType.startsWith(PROTOBUF);
    CompletableFuture<ExportTraceServiceResponse> taken =
        protobuf ? otlp.protobuf(body) : otlp.json(body);
    return taken.handle(
        (response, failure) ->
            response == null
                ? refused(Traces.status(failure), protobuf)
                : new HttpAnswer(
                    200, type(protobuf), 0, protobuf ? response.toByteArray() : json(response)));
  }

  /// 400 is final, 429 and 503 are to be tried again (OTLP 1.8, section "Failures").
  private static HttpAnswer refused(StatusException refusal, boolean protobuf) {
    int status =
        switch (refusal.getStatus().getCode()) {
          case INVALID_ARGUMENT -> 400;
          case RESOURCE_EXHAUSTED -> 429;
          case UNAVAILABLE -> 503;
          default -> 500;
        };
    int retry = status == 429 || status == 503 ? Otlp.RETRY_SECONDS : 0;
    String words = String.valueOf(refusal.getStatus().getDescription());
    int code = refusal.getStatus().getCode().value();
    byte[] body =
        protobuf
            ? Status.newBuilder().setCode(code).setMessage(words).build().toByteArray()
            : json(code, words);
    return new HttpAnswer(status, type(protobuf), retry, body);
  }

  private static String type(boolean protobuf) {
    return protobuf ? PROTOBUF : JSON_TYPE;
  }

  private static byte[] json(ExportTraceServiceResponse response) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      if (response.hasPartialSuccess()) {
        ExportTracePartialSuccess partial = response.getPartialSuccess();
        json.writeName("partialSuccess").writeStartObject();
        json.writeStringProperty("rejectedSpans", Long.toString(partial.getRejectedSpans()));
        json.writeStringProperty("errorMessage", partial.getErrorMessage());
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    return out.toString().getBytes(UTF_8);
  }

  private static byte[] json(int code, String words) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeNumberProperty("code", code);
      json.writeStringProperty("message", words);
      json.writeEndObject();
    }
    return out.toString().getBytes(UTF_8);
  }
}
