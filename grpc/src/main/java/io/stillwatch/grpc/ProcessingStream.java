// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import io.envoyproxy.envoy.extensions.filters.http.ext_proc.v3.ProcessingMode.BodySendMode;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpBody;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpHeaders;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.stillwatch.model.desk.Answer;
import io.stillwatch.model.desk.Dialect;
import io.stillwatch.model.desk.Question;
import io.stillwatch.model.desk.Refusal;
import java.util.function.UnaryOperator;

/// One HTTP request as Envoy shows it. gRPC calls this from one thread at a time.
///
/// The next message is asked for when Envoy takes our answers, so that nothing piles up here; in
/// `observability_mode` at once, since Envoy itself would hold what we do not read.
final class ProcessingStream implements StreamObserver<ProcessingRequest> {
  private final Processing service;
  private final ServerCallStreamObserver<ProcessingResponse> call;
  private final Seen seen;
  private boolean observing;
  private boolean duplexRequest;
  private boolean duplexReply;
  private boolean paused;
  private boolean over;

  ProcessingStream(Processing service, ServerCallStreamObserver<ProcessingResponse> call) {
    this.service = service;
    this.call = call;
    this.seen = new Seen(service);
  }

  @Override
  public void onNext(ProcessingRequest message) {
    observing = message.getObservabilityMode();
    if (message.hasProtocolConfig()) {
      var modes = message.getProtocolConfig();
      duplexRequest = modes.getRequestBodyMode() == BodySendMode.FULL_DUPLEX_STREAMED;
      duplexReply = modes.getResponseBodyMode() == BodySendMode.FULL_DUPLEX_STREAMED;
    }
    try {
      take(message);
    } catch (RuntimeException e) {
      fail();
      return;
    }
    if (observing || call.isReady()) {
      call.request(1);
    } else {
      paused = true;
    }
  }

  void ready() {
    if (paused) {
      paused = false;
      call.request(1);
    }
  }

  private void take(ProcessingRequest message) {
    switch (message.getRequestCase()) {
      case REQUEST_HEADERS -> requestHeaders(message.getRequestHeaders());
      case REQUEST_BODY -> requestBody(message.getRequestBody());
      case REQUEST_TRAILERS -> answer(Replies.REQUEST_TRAILERS);
      case RESPONSE_HEADERS -> responseHeaders(message.getResponseHeaders());
      case RESPONSE_BODY -> responseBody(message.getResponseBody());
      case RESPONSE_TRAILERS -> {
        answer(Replies.RESPONSE_TRAILERS);
        seen.finish();
      }
      case REQUEST_NOT_SET -> {}
    }
  }

  private void requestHeaders(HttpHeaders message) {
    UnaryOperator<String> headers = Headers.of(message.getHeaders());
    seen.request(headers);
    if (observing) {
      return;
    }
    Dialect dialect = service.inside.dialect(headers.apply(":path"));
    if (seen.account().isEmpty()) {
      stranger(dialect);
      return;
    }
    Question question = new Question(seen.account(), java.util.Set.of(), seen.promised(), 0);
    switch (service.inside.desk().ask(question)) {
      case Answer.Go go -> {
        seen.allowed(go.permit());
        answer(Replies.go(go));
      }
      case Answer.Later later -> deny(dialect.later(later, service.inside.clock().instant()));
      case Answer.Lacks lacks -> deny(dialect.lacks(lacks));
      case Answer.No no -> deny(dialect.no(no));
    }
  }

  private void stranger(Dialect dialect) {
    if (service.inside.config().callers().strangersPass()) {
      answer(Replies.REQUEST_HEADERS);
    } else {
      deny(Inside.stranger(dialect));
    }
  }

  private void deny(Refusal denial) {
    service.inside.counts().add(Count.REFUSED);
    seen.refuse();
    answer(Replies.deny(denial));
  }

  private void requestBody(HttpBody body) {
    seen.requestBody(body.getBody());
    answer(duplexRequest ? Replies.requestEcho(body) : Replies.REQUEST_BODY);
  }

  private void responseHeaders(HttpHeaders message) {
    seen.reply(Headers.of(message.getHeaders()));
    answer(Replies.RESPONSE_HEADERS);
    if (message.getEndOfStream()) {
      seen.finish();
    }
  }

  private void responseBody(HttpBody body) {
    answer(duplexReply ? Replies.responseEcho(body) : Replies.RESPONSE_BODY);
    seen.replyBody(body.getBody());
    if (body.getEndOfStream()) {
      seen.finish();
    }
  }

  private void answer(ProcessingResponse response) {
    if (!observing) {
      call.onNext(response);
    }
  }

  /// The stream breaks: Envoy's `failure_mode_allow` decides what becomes of the request.
  private void fail() {
    end();
    if (!call.isCancelled()) {
      call.onError(Status.UNAVAILABLE.withDescription("cannot answer now").asRuntimeException());
    }
  }

  /// Envoy is done with the stream, or gone.
  void end() {
    over = true;
    seen.finish();
  }

  @Override
  public void onError(Throwable gone) {
    end();
  }

  @Override
  public void onCompleted() {
    if (!over) {
      end();
      call.onCompleted();
    }
  }
}
