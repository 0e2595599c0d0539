// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.envoyproxy.envoy.service.accesslog.v3.AccessLogServiceGrpc;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsMessage;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsResponse;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext.HttpRequest;
import io.envoyproxy.envoy.service.auth.v3.AuthorizationGrpc;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.grpc.Channel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/// The kinds of work that [Speed] measures.
///
/// @param calls of one round
/// @param each how many entries one call carries
record SpeedLoad(String name, int calls, int each, List<Integer> atOnce, Speed.Call call) {
  private static final String MESSAGE = "Tell me about rivers and the towns on them. ".repeat(35);
  private static final String BODY =
      "{\"model\":\"big-1\",\"messages\":[{\"role\":\"user\",\"content\":\"" + MESSAGE + "\"}]}";

  List<String> rounds(ProcessHandle server) throws InterruptedException {
    List<String> rows = new ArrayList<>();
    for (int concurrency : atOnce) {
      int some = concurrency == 1 ? calls / 4 : calls;
      rows.add(Speed.row(name, some, concurrency, each, call, server));
    }
    return rows;
  }

  static List<SpeedLoad> all(Channel channel) {
    CheckRequest bare = check(HttpRequest.newBuilder());
    CheckRequest full = check(HttpRequest.newBuilder().setBody(BODY));
    var authz = AuthorizationGrpc.newFutureStub(channel);
    var health = HealthGrpc.newFutureStub(channel);
    var traces = TraceServiceGrpc.newFutureStub(channel);
    List<Integer> both = Speed.concurrencies();
    return List.of(
        new SpeedLoad(
            "nothing (health service)",
            40_000,
            1,
            both,
            i -> future(health.check(HealthCheckRequest.getDefaultInstance()))),
        new SpeedLoad("ext_authz check", 40_000, 1, both, i -> future(authz.check(bare))),
        new SpeedLoad(
            "ext_authz check, 1.6 KB body", 40_000, 1, both, i -> future(authz.check(full))),
        new SpeedLoad(
            "access log entry, 100 a message", 200, 10_000, List.of(1), i -> logs(channel)),
        new SpeedLoad(
            "span of 1.6 KB, 100 an export",
            1000,
            100,
            List.of(4),
            i -> future(traces.export(spans(i)))),
        new SpeedLoad(
            "ext_proc exchange, 50 events", 2000, 1, List.of(16), i -> exchange(channel, i)));
  }

  private static <T> CompletableFuture<T> future(ListenableFuture<T> from) {
    CompletableFuture<T> to = new CompletableFuture<>();
    from.addListener(
        () -> {
          try {
            to.complete(from.get());
          } catch (Exception e) {
            to.completeExceptionally(e);
          }
        },
        Runnable::run);
    return to;
  }

  private static CheckRequest check(HttpRequest.Builder http) {
    http.setMethod("POST")
        .setPath("/v1/chat/completions")
        .putHeaders(":authority", "api.example.com")
        .putHeaders("authorization", "Bearer sk-0123456789abcdef0123456789abcdef")
        .putHeaders("content-type", "application/json")
        .putHeaders("user-agent", "sdk/1")
        .putHeaders("x-request-id", "5f0c1e2a-0000-4000-8000-000000000000");
    return CheckRequest.newBuilder()
        .setAttributes(
            AttributeContext.newBuilder()
                .setRequest(AttributeContext.Request.newBuilder().setHttp(http)))
        .build();
  }

  /// A stream of 100 messages with 100 entries each; ends when all of it is answered.
  private static CompletableFuture<?> logs(Channel channel) {
    CompletableFuture<Object> end = new CompletableFuture<>();
    StreamObserver<StreamAccessLogsMessage> out =
        AccessLogServiceGrpc.newStub(channel)
            .streamAccessLogs(
                new StreamObserver<>() {
                  @Override
                  public void onNext(StreamAccessLogsResponse response) {}

                  @Override
                  public void onError(Throwable t) {
                    end.completeExceptionally(t);
                  }

                  @Override
                  public void onCompleted() {
                    end.complete(end);
                  }
                });
    var logs = StreamAccessLogsMessage.HTTPAccessLogEntries.newBuilder();
    for (int i = 0; i < 100; i++) {
      logs.addLogEntry(entry(i));
    }
    StreamAccessLogsMessage message =
        StreamAccessLogsMessage.newBuilder().setHttpLogs(logs).build();
    for (int i = 0; i < 100; i++) {
      out.onNext(message);
    }
    out.onCompleted();
    return end;
  }

  private static HTTPAccessLogEntry entry(int i) {
    HTTPAccessLogEntry.Builder entry = HTTPAccessLogEntry.newBuilder();
    entry
        .getRequestBuilder()
        .setRequestId("r-" + i)
        .setPath("/v1/chat/completions")
        .setUserAgent("sdk/1")
        .putRequestHeaders(Doorway.ACCOUNT, "acct-" + i);
    entry.getResponseBuilder().setResponseCode(UInt32Value.of(200));
    entry
        .getCommonPropertiesBuilder()
        .setStartTime(Timestamp.newBuilder().setSeconds(1_772_409_600).setNanos(i))
        .getMetadataBuilder()
        .putFilterMetadata(
            "io.envoy.ai_gateway",
            Struct.newBuilder()
                .putFields("llm_input_token", Value.newBuilder().setNumberValue(9).build())
                .putFields("llm_output_token", Value.newBuilder().setNumberValue(4).build())
                .build());
    return entry.build();
  }

  private static ExportTraceServiceRequest spans(int run) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (int i = 0; i < 100; i++) {
      scope.addSpans(
          Span.newBuilder()
              .setSpanId(ByteString.copyFromUtf8(run + "/" + i))
              .setStartTimeUnixNano(1_772_409_600_000_000_000L)
              .addAttributes(pair("gen_ai.operation.name", "chat"))
              .addAttributes(pair("enduser.id", "acct-1"))
              .addAttributes(
                  pair(
                      "gen_ai.input.messages",
                      "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\""
                          + MESSAGE
                          + "\"}]}]")));
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
        .build();
  }

  private static KeyValue pair(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static CompletableFuture<?> exchange(Channel channel, int run) {
    StringBuilder events = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      events.append(
          "data: {\"id\":\"c-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"some words \"}}]}\n\n");
    }
    Envoy envoy = new Envoy(channel, false);
    envoy.request(Doorway.ACCOUNT, "acct-1");
    envoy.requestBody(List.of(BODY.getBytes(UTF_8)));
    envoy.reply("200", "text/event-stream");
    envoy.replyBody(
        Envoy.chunks(events.toString().getBytes(UTF_8), new SplittableRandom(run), 180));
    return envoy.finishing();
  }
}
