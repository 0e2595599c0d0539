// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.envoyproxy.envoy.service.auth.v3.AuthorizationGrpc;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrpcDoorTest {
  @TempDir Path folder;

  private static Status.Code check(Channel channel) {
    try {
      AuthorizationGrpc.newBlockingStub(channel).check(CheckRequest.getDefaultInstance());
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }

  @Test
  void theHealthServiceSaysThatItServesAndThatItNoLongerDoes() throws Exception {
    try (Doorway doorway = new Doorway()) {
      var health = HealthGrpc.newBlockingStub(doorway.channel);
      HealthCheckRequest all = HealthCheckRequest.getDefaultInstance();
      assertThat(health.check(all).getStatus()).isEqualTo(ServingStatus.SERVING);

      doorway.door.serving(false);

      assertThat(health.check(all).getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
    }
  }

  @Test
  void reflectionIsOffUnlessAskedFor() throws Exception {
    try (Doorway closed = new Doorway();
        Doorway open = new Doorway(GrpcDoorTest::reflecting)) {
      assertThat(services(closed.channel)).isEqualTo("UNIMPLEMENTED");
      assertThat(services(open.channel))
          .contains("envoy.service.auth.v3.Authorization", "grpc.health.v1.Health");
    }
  }

  private static GrpcConfig reflecting(GrpcConfig c) {
    return new GrpcConfig(
        c.listen(),
        c.tls(),
        c.limits(),
        c.callers(),
        c.dialect(),
        c.rateKey(),
        c.log(),
        c.spanAccounts(),
        false,
        true);
  }

  private static String services(Channel channel) throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> ask =
        ServerReflectionGrpc.newStub(channel)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse response) {
                    answer.complete(response.toString());
                  }

                  @Override
                  public void onError(Throwable t) {
                    answer.complete(Status.fromThrowable(t).getCode().name());
                  }

                  @Override
                  public void onCompleted() {}
                });
    ask.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    return answer.get(30, TimeUnit.SECONDS);
  }

  @Test
  void withMutualTlsOnlyKnownClientsComeIn() throws Exception {
    Pem server = Pem.make(folder, "server");
    Pem client = Pem.make(folder, "client");
    Pem stranger = Pem.make(folder, "stranger");
    Tls tls = new Tls(server.certificate(), server.key(), Optional.of(client.certificate()));

    assertThat(throughTls(tls, credentials(server, Optional.of(client)))).isEqualTo(Status.Code.OK);
    assertThat(throughTls(tls, credentials(server, Optional.of(stranger))))
        .isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(throughTls(tls, credentials(server, Optional.empty())))
        .isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(throughTls(tls, credentials(stranger, Optional.of(client))))
        .isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void withTlsAloneAnyClientComesIn() throws Exception {
    Pem server = Pem.make(folder, "server");
    Tls tls = new Tls(server.certificate(), server.key(), Optional.empty());

    assertThat(throughTls(tls, credentials(server, Optional.empty()))).isEqualTo(Status.Code.OK);
  }

  private static Status.Code throughTls(Tls tls, ChannelCredentials credentials)
      throws IOException {
    try (Doorway doorway = new Doorway(config -> config.over(tls), credentials)) {
      return check(doorway.channel);
    }
  }

  private static ChannelCredentials credentials(Pem server, Optional<Pem> client)
      throws IOException {
    var builder = TlsChannelCredentials.newBuilder().trustManager(server.certificate().toFile());
    if (client.isPresent()) {
      builder.keyManager(client.get().certificate().toFile(), client.get().key().toFile());
    }
    return builder.build();
  }

  @Test
  void aMissingCertificateIsAnError() {
    Tls tls = new Tls(folder.resolve("no.crt"), folder.resolve("no.key"), Optional.empty());

    assertThatThrownBy(() -> new Doorway(config -> config.over(tls)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no.crt");
  }

  @Test
  void hostileBytesEndTheirCallAndNothingElse() throws Exception {
    try (Doorway doorway = new Doorway()) {
      byte[] deep = new byte[200_000];
      for (int i = 0; i + 1 < deep.length; i += 2) {
        deep[i] = 0x0b;
      }
      for (byte[] bytes :
          List.of(new byte[] {-1, -1, -1}, deep, new byte[8 << 20], new byte[] {0x0a, 0x7f})) {
        assertThat(raw(doorway.channel, bytes)).isNotEqualTo(Status.Code.OK);
      }
      assertThat(check(doorway.channel)).isEqualTo(Status.Code.OK);
    }
  }

  private static Status.Code raw(Channel channel, byte[] bytes) {
    MethodDescriptor<byte[], byte[]> method =
        MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(TraceServiceGrpc.getExportMethod().getFullMethodName())
            .setRequestMarshaller(new Raw())
            .setResponseMarshaller(new Raw())
            .build();
    try {
      ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, bytes);
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }

  /// Sends bytes as they are.
  private static final class Raw implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  @Test
  void moreCallsThanAllowedAreTurnedAwayAndPlacesComeBack() throws Exception {
    Limits two = new Limits(4 << 20, 1 << 20, 1 << 20, 2, 10, Duration.ofSeconds(30));
    try (Doorway doorway = new Doorway(config -> config.within(two));
        Doorway other = new Doorway()) {
      Envoy first = new Envoy(doorway.channel, false);
      Envoy second = new Envoy(doorway.channel, false);
      first.request(Doorway.ACCOUNT, "a");
      second.request(Doorway.ACCOUNT, "b");
      first.awaitAnswers(1);
      second.awaitAnswers(1);
      var further =
          io.grpc.Grpc.newChannelBuilder(
                  "localhost:" + doorway.door.port(), io.grpc.InsecureChannelCredentials.create())
              .build();
      try {
        assertThat(check(further)).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        first.finish();
        assertThat(checkOnceAdmitted(further)).isEqualTo(Status.Code.OK);
      } finally {
        further.shutdownNow();
        assertThat(further.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(check(other.channel)).isEqualTo(Status.Code.OK);
    }
  }

  /// The server learns after its client that a call is over, so a place may come back a moment
  /// late.
  private static Status.Code checkOnceAdmitted(Channel channel) throws InterruptedException {
    Status.Code answer = check(channel);
    for (int i = 0; i < 3000 && answer == Status.Code.RESOURCE_EXHAUSTED; i++) {
      Thread.sleep(10);
      answer = check(channel);
    }
    return answer;
  }

  @Test
  void aDeskThatWaitsHoldsUpNoOtherQuestion() throws Exception {
    try (Doorway doorway = new Doorway(GrpcConfig::withWaitingDesk)) {
      CountDownLatch go = new CountDownLatch(1);
      doorway.desk.waitFor("slow", go);
      var stub = AuthorizationGrpc.newFutureStub(doorway.channel);

      var slow = stub.check(by("slow"));
      assertThat(stub.check(by("quick")).get(30, TimeUnit.SECONDS).hasOkResponse()).isTrue();
      assertThat(slow.isDone()).isFalse();
      go.countDown();

      assertThat(slow.get(30, TimeUnit.SECONDS).hasOkResponse()).isTrue();
    }
  }

  private static CheckRequest by(String account) {
    CheckRequest.Builder request = CheckRequest.newBuilder();
    request
        .getAttributesBuilder()
        .getRequestBuilder()
        .getHttpBuilder()
        .putHeaders(Doorway.ACCOUNT, account);
    return request.build();
  }

  @Test
  void closingLetsStreamsUnderWayEndAndHandsInWhatWasSeen() throws Exception {
    try (Doorway doorway = new Doorway()) {
      Envoy envoy = new Envoy(doorway.channel, false);
      envoy.request(Doorway.ACCOUNT, "acct-1");
      envoy.awaitAnswers(1);
      CompletableFuture<Void> closing = CompletableFuture.runAsync(doorway.door::close);
      envoy.requestBody(
          List.of(
              "{\"model\":\"m\",\"messages\":[]}"
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
      envoy.reply("200", "application/json");
      envoy.finish();
      closing.get(30, TimeUnit.SECONDS);

      assertThat(doorway.drop.kept()).hasSize(1);
    }
  }
}
