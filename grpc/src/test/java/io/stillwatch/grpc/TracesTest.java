// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Message;
import io.stillwatch.model.Message.Role;
import io.stillwatch.model.Text;
import io.stillwatch.model.Usage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TracesTest {
  private static final long START = 1_772_409_600_000_000_000L;

  private final Doorway doorway;

  TracesTest() throws Exception {
    doorway = new Doorway();
  }

  @AfterEach
  void close() {
    doorway.close();
  }

  private static KeyValue pair(String key, String value) {
    return pair(key, AnyValue.newBuilder().setStringValue(value).build());
  }

  private static KeyValue pair(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue whole(long value) {
    return AnyValue.newBuilder().setIntValue(value).build();
  }

  private static Span.Builder span(int number) {
    return Span.newBuilder()
        .setTraceId(ByteString.copyFrom(new byte[] {1, 2}))
        .setSpanId(ByteString.copyFrom(new byte[] {(byte) number}))
        .setStartTimeUnixNano(START)
        .setEndTimeUnixNano(START + 2_000_000_000L)
        .addAttributes(pair("gen_ai.operation.name", "chat"))
        .addAttributes(pair("gen_ai.request.model", "big-1"));
  }

  private static ExportTraceServiceRequest export(Span.Builder... spans) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (Span.Builder span : spans) {
      scope.addSpans(span);
    }
    Resource resource = Resource.newBuilder().addAttributes(pair("user.id", "acct-1")).build();
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().setResource(resource).addScopeSpans(scope))
        .build();
  }

  private ExportTraceServiceResponse send(ExportTraceServiceRequest request) {
    return TraceServiceGrpc.newBlockingStub(doorway.channel).export(request);
  }

  @Test
  void aSpanBecomesTheExchangeThatItsJsonWouldBe() throws Exception {
    AnyValue stop =
        AnyValue.newBuilder()
            .setArrayValue(
                ArrayValue.newBuilder()
                    .addValues(AnyValue.newBuilder().setStringValue("a\"b"))
                    .addValues(whole(3))
                    .addValues(AnyValue.getDefaultInstance())
                    .addValues(
                        AnyValue.newBuilder()
                            .setKvlistValue(
                                KeyValueList.newBuilder()
                                    .addValues(
                                        pair(
                                            "k",
                                            AnyValue.newBuilder().setBoolValue(true).build())))))
            .build();
    Span.Builder span =
        span(7)
            .addAttributes(pair("gen_ai.usage.input_tokens", whole(9)))
            .addAttributes(pair("gen_ai.usage.output_tokens", whole(4)))
            .addAttributes(
                pair(
                    "gen_ai.request.temperature",
                    AnyValue.newBuilder().setDoubleValue(0.5).build()))
            .addAttributes(pair("gen_ai.request.stop_sequences", stop))
            .addAttributes(
                pair(
                    "gen_ai.input.messages",
                    "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Hi\"}]}]"))
            .addEvents(
                Span.Event.newBuilder()
                    .addAttributes(
                        pair(
                            "gen_ai.output.messages",
                            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"Yo\"}]}]")));
    String json =
        """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"user.id","value":{"stringValue":"acct-1"}}]},
        "scopeSpans":[{"spans":[{"traceId":"0102","spanId":"07","startTimeUnixNano":"1772409600000000000",
        "endTimeUnixNano":"1772409602000000000","attributes":[
        {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
        {"key":"gen_ai.request.model","value":{"stringValue":"big-1"}},
        {"key":"gen_ai.usage.input_tokens","value":{"intValue":"9"}},
        {"key":"gen_ai.usage.output_tokens","value":{"intValue":"4"}},
        {"key":"gen_ai.request.temperature","value":{"doubleValue":0.5}},
        {"key":"gen_ai.request.stop_sequences","value":{"arrayValue":{"values":[{"stringValue":"a\\"b"},
        {"intValue":"3"},{},{"kvlistValue":{"values":[{"key":"k","value":{"boolValue":true}}]}}]}}},
        {"key":"gen_ai.input.messages","value":{"stringValue":
        "[{\\"role\\":\\"user\\",\\"parts\\":[{\\"type\\":\\"text\\",\\"content\\":\\"Hi\\"}]}]"}}],
        "events":[{"attributes":[{"key":"gen_ai.output.messages","value":{"stringValue":
        "[{\\"role\\":\\"assistant\\",\\"parts\\":[{\\"type\\":\\"text\\",\\"content\\":\\"Yo\\"}]}]"}}]}]}]}]}]}"""
            .replace("\n", "");

    assertThat(send(export(span))).isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
    Exchange exchange = doorway.drop.kept().get(0);
    assertThat(exchange.id()).isEqualTo("0102/07");
    assertThat(exchange.account()).isEqualTo("acct-1");
    assertThat(exchange.ask().messages()).containsExactly(new Message(Role.USER, Text.of("Hi")));
    assertThat(exchange.ask().params()).containsEntry("stop", "[\"a\\\"b\",3,null,{\"k\":true}]");
    assertThat(exchange.reply().text()).isEqualTo(Text.of("Yo"));
    assertThat(exchange.usage()).isEqualTo(Usage.of(9, 4));
    assertThat(exchange.reply().latencyMs()).isEqualTo(2000);
    try (Doorway twin = new Doorway()) {
      twin.door.otlpHttp().take("application/json", json.getBytes(UTF_8)).get(30, TimeUnit.SECONDS);
      assertThat(twin.drop.kept()).containsExactly(exchange);
    }
  }

  @Test
  void earlierGenerationsAndOpenInferenceAreReadToo() {
    Span.Builder early =
        Span.newBuilder(span(1).build())
            .clearAttributes()
            .addAttributes(pair("gen_ai.system", "openai"))
            .addAttributes(pair("gen_ai.usage.prompt_tokens", whole(5)))
            .addAttributes(pair("gen_ai.prompt", "Hi"));
    Span.Builder openInference =
        Span.newBuilder(span(2).build())
            .clearAttributes()
            .addAttributes(pair("openinference.span.kind", "LLM"))
            .addAttributes(pair("llm.model_name", "big-2"))
            .addAttributes(pair("llm.input_messages.0.message.role", "user"))
            .addAttributes(pair("llm.input_messages.0.message.content", "Ho"));

    send(export(early, openInference));

    assertThat(doorway.drop.kept())
        .extracting(e -> e.ask().messages().get(0).content())
        .containsExactly(Text.of("Hi"), Text.of("Ho"));
  }

  @Test
  void whatCannotBeReadIsCountedAndTheRestIsKept() {
    Span.Builder timeless = span(2).clearStartTimeUnixNano();
    Span.Builder negative = span(3).addAttributes(pair("gen_ai.usage.input_tokens", whole(-1)));
    Span.Builder database = span(4).clearAttributes().addAttributes(pair("db.system", "x"));

    ExportTraceServiceResponse response = send(export(span(1), timeless, negative, database));

    assertThat(response.getPartialSuccess().getRejectedSpans()).isEqualTo(2);
    assertThat(response.getPartialSuccess().getErrorMessage()).startsWith("missing-time: ");
    assertThat(doorway.drop.kept()).hasSize(1);
    assertThat(doorway.count("spans-other")).isOne();
    assertThat(doorway.count("spans-rejected")).isEqualTo(2);
  }

  @Test
  void aFullDropTellsWhenToComeAgain() {
    doorway.drop.room(0);

    assertThatThrownBy(() -> send(export(span(1))))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
              assertThat(StatusProto.fromThrowable(e).getDetails(0).is(RetryInfo.class)).isTrue();
            });
  }

  @Test
  void exportsThatWaitHoldNoMoreThanTheirBound() throws Exception {
    Limits tight = new Limits(4 << 20, 1 << 20, 300, 100, 100, Duration.ofSeconds(30));
    try (Doorway small = new Doorway(config -> config.within(tight))) {
      small.drop.hold();
      var stub = TraceServiceGrpc.newBlockingStub(small.channel);
      var waiting = TraceServiceGrpc.newFutureStub(small.channel).export(export(span(1)));
      small.drop.await(1);
      assertThat(small.count("held-bytes")).isBetween(100L, 300L);

      assertThatThrownBy(() -> stub.export(export(span(2), span(3))))
          .hasMessageContaining("RESOURCE_EXHAUSTED");
      small.drop.release();

      assertThat(waiting.get(30, TimeUnit.SECONDS)).isNotNull();
      assertThat(stub.export(export(span(4)))).isNotNull();
      assertThat(small.drop.kept()).hasSize(2);
    }
  }

  @Test
  void anExportIsAnsweredOnlyWhenItIsHandedIn() throws Exception {
    doorway.drop.hold();
    var answer = TraceServiceGrpc.newFutureStub(doorway.channel).export(export(span(1)));
    doorway.drop.await(1);
    assertThat(answer.isDone()).isFalse();

    doorway.drop.release();

    assertThat(answer.get(30, TimeUnit.SECONDS)).isNotNull();
  }

  /// OpenTelemetry's own SDK and exporter, which somebody else wrote.
  @Test
  void theExporterOfOpenTelemetryDeliversAndComesAgainWhenThereWasNoRoom() throws Exception {
    doorway.drop.room(0);
    String endpoint = "http://localhost:" + doorway.door.port();
    try (OtlpGrpcSpanExporter exporter =
            OtlpGrpcSpanExporter.builder().setEndpoint(endpoint).build();
        SdkTracerProvider provider =
            SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build()) {
      provider
          .get("test")
          .spanBuilder("chat big-1")
          .setAllAttributes(
              Attributes.builder()
                  .put("gen_ai.operation.name", "chat")
                  .put("gen_ai.provider.name", "openai")
                  .put("gen_ai.request.model", "big-1")
                  .put("gen_ai.response.id", "c-1")
                  .put("enduser.id", "acct-1")
                  .put(
                      AttributeKey.stringArrayKey("gen_ai.response.finish_reasons"),
                      List.of("stop"))
                  .put("gen_ai.usage.input_tokens", 9)
                  .put("gen_ai.usage.output_tokens", 4)
                  .build())
          .startSpan()
          .end();
      doorway.drop.awaitRefused(1);
      doorway.drop.room(100);

      Exchange exchange = doorway.drop.await(1).get(0);

      assertThat(exchange.id()).isEqualTo("c-1");
      assertThat(exchange.account()).isEqualTo("acct-1");
      assertThat(exchange.usage()).isEqualTo(Usage.of(9, 4));
    }
  }
}
