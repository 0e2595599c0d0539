// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.rpc.Status;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OtlpHttpTest {
  private static final String SPAN =
      "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"01\",\"spanId\":\"02\","
          + "\"startTimeUnixNano\":\"TIME\",\"attributes\":["
          + "{\"key\":\"gen_ai.system\",\"value\":{\"stringValue\":\"x\"}},"
          + "{\"key\":\"user.id\",\"value\":{\"stringValue\":\"acct-1\"}}]}]}]}]}";
  private static final String SOUND = SPAN.replace("TIME", "1772409600000000000");

  private final Doorway doorway;

  OtlpHttpTest() throws Exception {
    doorway = new Doorway();
  }

  @AfterEach
  void close() {
    doorway.close();
  }

  private HttpAnswer json(String body) throws Exception {
    return take("application/json; charset=utf-8", body.getBytes(UTF_8));
  }

  private HttpAnswer take(String type, byte[] body) throws Exception {
    return doorway.door.otlpHttp().take(type, body).get(30, TimeUnit.SECONDS);
  }

  private static String text(HttpAnswer answer) {
    return new String(answer.body(), UTF_8);
  }

  @Test
  void jsonIsAnsweredInJson() throws Exception {
    HttpAnswer sound = json(SOUND);
    HttpAnswer broken = json(SPAN.replace("TIME", "5"));

    assertThat(sound.status()).isEqualTo(200);
    assertThat(text(sound)).isEqualTo("{}");
    assertThat(sound.contentType()).isEqualTo("application/json");
    assertThat(broken.status()).isEqualTo(200);
    assertThat(text(broken)).startsWith("{\"partialSuccess\":{\"rejectedSpans\":\"1\"");
    assertThat(doorway.drop.kept()).hasSize(1);
  }

  @Test
  void protobufIsAnsweredInProtobuf() throws Exception {
    Span span =
        Span.newBuilder()
            .setSpanId(ByteString.copyFromUtf8("a"))
            .setStartTimeUnixNano(1_772_409_600_000_000_000L)
            .addAttributes(pair("gen_ai.system", "x"))
            .addAttributes(pair("user.id", "acct-1"))
            .build();
    ExportTraceServiceRequest request =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
            .build();

    HttpAnswer answer = take(OtlpHttp.PROTOBUF, request.toByteArray());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(ExportTraceServiceResponse.parseFrom(answer.body()).hasPartialSuccess()).isFalse();
    assertThat(doorway.drop.kept()).hasSize(1);
  }

  private static KeyValue pair(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  @Test
  void hostileBodiesAreRefusedForGood() throws Exception {
    assertThat(json("[".repeat(100_000)).status()).isEqualTo(400);
    assertThat(json("{\"resourceSpans\":" + "[".repeat(100_000)).status()).isEqualTo(400);
    assertThat(json("no json").status()).isEqualTo(400);
    assertThat(json("7").status()).isEqualTo(400);
    assertThat(take("application/json", new byte[] {'{', '"', -1, '"', '}'}).status())
        .isEqualTo(400);
    HttpAnswer bytes = take(OtlpHttp.PROTOBUF, new byte[] {-1, -1, -1});
    assertThat(bytes.status()).isEqualTo(400);
    assertThat(Status.parseFrom(bytes.body()).getMessage()).contains("protobuf");
  }

  @Test
  void aFullDropIsTriedAgainLater() throws Exception {
    doorway.drop.room(0);

    HttpAnswer answer = json(SOUND);

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.retryAfterSeconds()).isEqualTo(1);
    assertThat(text(answer)).contains("\"code\":8");
  }
}
