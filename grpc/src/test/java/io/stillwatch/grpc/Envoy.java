// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import com.google.protobuf.ByteString;
import io.envoyproxy.envoy.config.core.v3.HeaderMap;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.extensions.filters.http.ext_proc.v3.ProcessingMode.BodySendMode;
import io.envoyproxy.envoy.service.ext_proc.v3.ExternalProcessorGrpc;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpBody;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpHeaders;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse.ResponseCase;
import io.envoyproxy.envoy.service.ext_proc.v3.ProtocolConfiguration;
import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// One HTTP request as Envoy's external processing filter sends it, with Envoy's own protobuf.
final class Envoy implements ClientResponseObserver<ProcessingRequest, ProcessingResponse> {
  private final boolean observing;
  private final List<ProcessingResponse> answers = new ArrayList<>();
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private final CompletableFuture<ClientCallStreamObserver<ProcessingRequest>> call =
      new CompletableFuture<>();
  private boolean duplex;
  private int sent;

  Envoy(Channel channel, boolean observing) {
    this.observing = observing;
    ExternalProcessorGrpc.newStub(channel).process(this);
  }

  Envoy duplex() {
    duplex = true;
    return this;
  }

  /// Cuts at random places; some chunks are empty.
  static List<byte[]> chunks(byte[] bytes, SplittableRandom random, int largest) {
    List<byte[]> chunks = new ArrayList<>();
    for (int from = 0; from < bytes.length; ) {
      int to = Math.min(bytes.length, from + random.nextInt(largest + 1));
      chunks.add(Arrays.copyOfRange(bytes, from, to));
      from = to;
    }
    return chunks;
  }

  void request(String... headers) {
    ProcessingRequest.Builder message =
        ProcessingRequest.newBuilder().setRequestHeaders(headers(headers));
    if (duplex) {
      message.setProtocolConfig(
          ProtocolConfiguration.newBuilder()
              .setRequestBodyMode(BodySendMode.FULL_DUPLEX_STREAMED)
              .setResponseBodyMode(BodySendMode.FULL_DUPLEX_STREAMED));
    }
    send(message);
  }

  void requestBody(List<byte[]> chunks) {
    for (int i = 0; i < chunks.size(); i++) {
      send(ProcessingRequest.newBuilder().setRequestBody(body(chunks, i)));
    }
  }

  void reply(String status, String type) {
    send(
        ProcessingRequest.newBuilder()
            .setResponseHeaders(headers(":status", status, "content-type", type)));
  }

  void replyBody(List<byte[]> chunks) {
    for (int i = 0; i < chunks.size(); i++) {
      send(ProcessingRequest.newBuilder().setResponseBody(body(chunks, i)));
    }
  }

  /// Part of a reply that goes on.
  void replyPart(List<byte[]> chunks) {
    for (byte[] chunk : chunks) {
      HttpBody body = HttpBody.newBuilder().setBody(ByteString.copyFrom(chunk)).build();
      send(ProcessingRequest.newBuilder().setResponseBody(body));
    }
  }

  private static HttpBody body(List<byte[]> chunks, int i) {
    return HttpBody.newBuilder()
        .setBody(ByteString.copyFrom(chunks.get(i)))
        .setEndOfStream(i == chunks.size() - 1)
        .build();
  }

  private static HttpHeaders headers(String... namesAndValues) {
    HeaderMap.Builder map = HeaderMap.newBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.addHeaders(
          HeaderValue.newBuilder()
              .setKey(namesAndValues[i])
              .setRawValue(ByteString.copyFromUtf8(namesAndValues[i + 1])));
    }
    return HttpHeaders.newBuilder().setHeaders(map).build();
  }

  private void send(ProcessingRequest.Builder message) {
    sent++;
    call.join().onNext(message.setObservabilityMode(observing).build());
  }

  int sent() {
    return sent;
  }

  void finish() throws Exception {
    call.join().onCompleted();
    if (!end().equals("completed")) {
      throw new AssertionError("ended with " + end());
    }
  }

  /// Says that it is done, and completes when it is answered.
  CompletableFuture<String> finishing() {
    call.join().onCompleted();
    return end;
  }

  void cancel() {
    call.join().cancel("the client left", null);
  }

  String end() throws Exception {
    return end.get(30, TimeUnit.SECONDS);
  }

  synchronized List<ProcessingResponse> answers() {
    return List.copyOf(answers);
  }

  synchronized void awaitAnswers(int count) throws InterruptedException {
    for (int i = 0; i < 300 && answers.size() < count; i++) {
      wait(100);
    }
    if (answers.size() < count) {
      throw new AssertionError("only " + answers.size() + " answers");
    }
  }

  /// Bodies that came back in full duplex mode.
  Map<ResponseCase, String> echoed() {
    Map<ResponseCase, ByteArrayOutputStream> bytes = new EnumMap<>(ResponseCase.class);
    for (ProcessingResponse answer : answers()) {
      var body = answer.hasRequestBody() ? answer.getRequestBody() : answer.getResponseBody();
      byte[] part =
          body.getResponse().getBodyMutation().getStreamedResponse().getBody().toByteArray();
      bytes
          .computeIfAbsent(answer.getResponseCase(), kind -> new ByteArrayOutputStream())
          .writeBytes(part);
    }
    Map<ResponseCase, String> echoed = new EnumMap<>(ResponseCase.class);
    bytes.forEach(
        (kind, all) -> echoed.put(kind, all.toString(java.nio.charset.StandardCharsets.UTF_8)));
    return echoed;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<ProcessingRequest> stream) {
    call.complete(stream);
  }

  @Override
  public synchronized void onNext(ProcessingResponse answer) {
    answers.add(answer);
    notifyAll();
  }

  @Override
  public void onError(Throwable t) {
    end.complete(t.toString());
  }

  @Override
  public void onCompleted() {
    end.complete("completed");
  }
}
