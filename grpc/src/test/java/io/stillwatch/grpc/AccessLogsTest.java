// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.data.accesslog.v3.AccessLogCommon;
import io.envoyproxy.envoy.data.accesslog.v3.AccessLogType;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPRequestProperties;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPResponseProperties;
import io.envoyproxy.envoy.service.accesslog.v3.AccessLogServiceGrpc;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsMessage;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsResponse;
import io.grpc.stub.StreamObserver;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Usage;
import io.stillwatch.model.desk.Answer;
import io.stillwatch.model.desk.Permit;
import io.stillwatch.model.desk.Question;
import io.stillwatch.model.desk.Used;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessLogsTest {
  private final Doorway doorway;

  AccessLogsTest() throws Exception {
    doorway = new Doorway();
  }

  @AfterEach
  void close() throws Exception {
    doorway.close();
  }

  /// A stream as Envoy holds it, and what becomes of it.
  private final class Log implements StreamObserver<StreamAccessLogsResponse> {
    final CompletableFuture<String> end = new CompletableFuture<>();
    final StreamObserver<StreamAccessLogsMessage> out =
        AccessLogServiceGrpc.newStub(doorway.channel).streamAccessLogs(this);

    void send(HTTPAccessLogEntry... entries) {
      var logs = StreamAccessLogsMessage.HTTPAccessLogEntries.newBuilder();
      for (HTTPAccessLogEntry entry : entries) {
        logs.addLogEntry(entry);
      }
      out.onNext(StreamAccessLogsMessage.newBuilder().setHttpLogs(logs).build());
    }

    void finish() throws Exception {
      out.onCompleted();
      assertThat(end.get(30, TimeUnit.SECONDS)).isEqualTo("completed");
    }

    @Override
    public void onNext(StreamAccessLogsResponse response) {}

    @Override
    public void onError(Throwable t) {
      end.complete(t.toString());
    }

    @Override
    public void onCompleted() {
      end.complete("completed");
    }
  }

  private static Struct.Builder costs(int input, int output) {
    return Struct.newBuilder()
        .putFields("llm_input_token", Value.newBuilder().setNumberValue(input).build())
        .putFields("llm_output_token", Value.newBuilder().setNumberValue(output).build());
  }

  private static HTTPAccessLogEntry.Builder entry(String id, String account) {
    HTTPRequestProperties.Builder request =
        HTTPRequestProperties.newBuilder()
            .setRequestId(id)
            .setPath("/v1/chat/completions?x=1")
            .setUserAgent("sdk/1");
    if (!account.isEmpty()) {
      request.putRequestHeaders(Doorway.ACCOUNT, account);
    }
    return HTTPAccessLogEntry.newBuilder()
        .setCommonProperties(common())
        .setRequest(request)
        .setResponse(HTTPResponseProperties.newBuilder().setResponseCode(UInt32Value.of(200)));
  }

  private static AccessLogCommon.Builder common() {
    SocketAddress ip = SocketAddress.newBuilder().setAddress("192.0.2.7").build();
    return AccessLogCommon.newBuilder()
        .setDownstreamRemoteAddress(Address.newBuilder().setSocketAddress(ip))
        .setStartTime(Timestamp.newBuilder().setSeconds(1_772_409_600).setNanos(5_000_000))
        .setDuration(Duration.newBuilder().setSeconds(2).setNanos(500_000_000));
  }

  private static HTTPAccessLogEntry with(
      HTTPAccessLogEntry.Builder entry, String namespace, Struct metadata) {
    entry.getCommonPropertiesBuilder().getMetadataBuilder().putFilterMetadata(namespace, metadata);
    return entry.build();
  }

  @Test
  void anEntryOfAnAiGatewayBecomesAnExchangeWithoutWords() throws Exception {
    Log log = new Log();
    Struct costs =
        costs(90, 40)
            .putFields("llm_cached_input_token", Value.newBuilder().setStringValue("30").build())
            .putFields("response_model", Value.newBuilder().setStringValue("big-1").build())
            .build();
    log.send(with(entry("r-1", "acct-1"), "io.envoy.ai_gateway", costs));
    log.finish();

    Exchange exchange = doorway.drop.kept().get(0);
    assertThat(exchange.id()).isEqualTo("r-1/1772409600.5000000");
    assertThat(exchange.at()).isEqualTo(1_772_409_600_005L);
    assertThat(exchange.account()).isEqualTo("acct-1");
    assertThat(exchange.caller().ip()).isEqualTo("192.0.2.7");
    assertThat(exchange.caller().userAgent()).isEqualTo("sdk/1");
    assertThat(exchange.ask().model()).isEqualTo("big-1");
    assertThat(exchange.ask().messages()).isEmpty();
    assertThat(exchange.usage()).isEqualTo(new Usage(90, 40, 30, true));
    assertThat(exchange.reply().status()).isEqualTo(200);
    assertThat(exchange.reply().latencyMs()).isEqualTo(2500);
    assertThat(exchange.reply().text().isEmpty()).isTrue();
  }

  @Test
  void whatIsNoExchangeIsCountedAndNotGuessed() throws Exception {
    Log log = new Log();
    HTTPAccessLogEntry.Builder periodic = entry("r-2", "acct-1");
    periodic.getCommonPropertiesBuilder().setAccessLogType(AccessLogType.DownstreamPeriodic);
    HTTPAccessLogEntry.Builder health = entry("r-3", "acct-1");
    health.getRequestBuilder().setPath("/healthz");
    HTTPAccessLogEntry.Builder timeless = entry("r-4", "acct-1");
    timeless.getCommonPropertiesBuilder().clearStartTime();
    log.send(
        entry("r-1", "").build(),
        periodic.build(),
        health.build(),
        timeless.build(),
        entry("", "acct-1").build(),
        entry("r-5", "acct-1").build());
    log.finish();

    assertThat(doorway.drop.kept()).hasSize(1);
    assertThat(doorway.drop.kept().get(0).usage()).isEqualTo(Usage.UNKNOWN);
    assertThat(doorway.count("log-entries")).isEqualTo(6);
    assertThat(doorway.count("log-entries-no-account")).isOne();
    assertThat(doorway.count("log-entries-partial")).isOne();
    assertThat(doorway.count("log-entries-other")).isOne();
    assertThat(doorway.count("log-entries-broken")).isEqualTo(2);
  }

  @Test
  void aRequestIdThatAClientRepeatsHidesNothing() throws Exception {
    Log log = new Log();
    HTTPAccessLogEntry.Builder later = entry("mine", "acct-1");
    later.getCommonPropertiesBuilder().getStartTimeBuilder().setNanos(6);
    log.send(entry("mine", "acct-1").build(), later.build());
    log.send(entry("mine", "acct-1").build());
    log.finish();

    assertThat(doorway.drop.kept()).hasSize(2);
  }

  @Test
  void theLogSettlesThePermitThatTheCheckGave() throws Exception {
    Permit used = permit("acct-1");
    Permit failed = permit("acct-1");
    HTTPAccessLogEntry.Builder counted = entry("r-1", "");
    with(counted, "io.envoy.ai_gateway", costs(7, 8).build());
    HTTPAccessLogEntry.Builder refused = entry("r-2", "");
    refused.getResponseBuilder().setResponseCode(UInt32Value.of(503));
    Log log = new Log();
    log.send(
        with(counted, PermitNote.NAMESPACE, PermitNote.of(used)),
        with(refused, PermitNote.NAMESPACE, PermitNote.of(failed)));
    log.finish();

    assertThat(doorway.desk.settled)
        .containsEntry(used, new Used(7, 8))
        .containsEntry(failed, Used.NOTHING);
    assertThat(doorway.drop.kept()).extracting(Exchange::account).containsOnly("acct-1");
  }

  @Test
  void aPermitThatCannotBeSettledBreaksNoStream() throws Exception {
    Struct note = PermitNote.of(new Permit("acct-1", 99, 0, 0));
    HTTPAccessLogEntry.Builder entry = entry("r-1", "");
    with(entry, "io.envoy.ai_gateway", costs(7, 8).build());
    Log log = new Log();
    log.send(with(entry, PermitNote.NAMESPACE, note), entry("r-2", "acct-1").build());
    log.finish();

    assertThat(doorway.drop.kept()).hasSize(2);
    assertThat(doorway.count("unsettled")).isOne();
  }

  private Permit permit(String account) {
    return ((Answer.Go) doorway.desk.ask(Question.of(account))).permit();
  }

  @Test
  void aFullDropHoldsEnvoyBackAndLosesNothing() throws Exception {
    doorway.drop.room(1);
    Log log = new Log();
    for (int i = 0; i < 5; i++) {
      log.send(entry("r-" + i, "acct-1").build());
    }
    doorway.drop.awaitRefused(2);
    assertThat(doorway.drop.kept()).hasSize(1);
    assertThat(doorway.count("log-entries")).isEqualTo(2);

    doorway.drop.room(1000);
    log.finish();

    assertThat(doorway.drop.kept()).hasSize(5);
    assertThat(doorway.count("dropped")).isZero();
  }

  @Test
  void whatFoundNoRoomBeforeEnvoyWentAwayIsStillHandedIn() throws Exception {
    doorway.drop.room(0);
    Log log = new Log();
    log.send(entry("r-1", "acct-1").build());
    doorway.drop.awaitRefused(1);
    log.out.onError(new java.io.IOException("Envoy restarts"));
    doorway.drop.awaitRefused(4);

    doorway.drop.room(10);

    assertThat(doorway.drop.await(1)).hasSize(1);
  }

  @Test
  void aStreamIsAnsweredOnlyWhenAllOfItIsHandedIn() throws Exception {
    doorway.drop.hold();
    Log log = new Log();
    log.send(entry("r-1", "acct-1").build());
    log.out.onCompleted();
    doorway.drop.await(1);
    assertThat(log.end).isNotDone();

    doorway.drop.release();

    assertThat(log.end.get(30, TimeUnit.SECONDS)).isEqualTo("completed");
  }
}
