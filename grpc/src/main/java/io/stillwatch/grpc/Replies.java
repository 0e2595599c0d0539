// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import com.google.protobuf.ByteString;
import io.envoyproxy.envoy.service.ext_proc.v3.BodyMutation;
import io.envoyproxy.envoy.service.ext_proc.v3.BodyResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.CommonResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.HeaderMutation;
import io.envoyproxy.envoy.service.ext_proc.v3.HeadersResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpBody;
import io.envoyproxy.envoy.service.ext_proc.v3.ImmediateResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.StreamedBodyResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.TrailersResponse;
import io.envoyproxy.envoy.type.v3.HttpStatus;
import io.envoyproxy.envoy.type.v3.StatusCode;
import io.stillwatch.model.desk.Answer;
import io.stillwatch.model.desk.Refusal;

/// What Envoy's external processing filter is answered: nearly always that it goes on.
final class Replies {
  static final ProcessingResponse REQUEST_HEADERS =
      ProcessingResponse.newBuilder()
          .setRequestHeaders(HeadersResponse.newBuilder().setResponse(request("")))
          .build();
  static final ProcessingResponse RESPONSE_HEADERS =
      ProcessingResponse.newBuilder()
          .setResponseHeaders(HeadersResponse.getDefaultInstance())
          .build();
  static final ProcessingResponse REQUEST_BODY =
      ProcessingResponse.newBuilder().setRequestBody(BodyResponse.getDefaultInstance()).build();
  static final ProcessingResponse RESPONSE_BODY =
      ProcessingResponse.newBuilder().setResponseBody(BodyResponse.getDefaultInstance()).build();
  static final ProcessingResponse REQUEST_TRAILERS =
      ProcessingResponse.newBuilder()
          .setRequestTrailers(TrailersResponse.getDefaultInstance())
          .build();
  static final ProcessingResponse RESPONSE_TRAILERS =
      ProcessingResponse.newBuilder()
          .setResponseTrailers(TrailersResponse.getDefaultInstance())
          .build();

  private Replies() {}

  static ProcessingResponse go(Answer.Go go) {
    return go.mark().isEmpty()
        ? REQUEST_HEADERS
        : ProcessingResponse.newBuilder()
            .setRequestHeaders(HeadersResponse.newBuilder().setResponse(request(go.mark())))
            .build();
  }

  /// Takes `accept-encoding` away, so that the reply can be read as it passes.
  private static CommonResponse request(String mark) {
    HeaderMutation.Builder headers =
        HeaderMutation.newBuilder().addRemoveHeaders("accept-encoding");
    if (mark.isEmpty()) {
      headers.addRemoveHeaders(Checks.MARK);
    } else {
      headers.addSetHeaders(Headers.set(Checks.MARK, mark));
    }
    return CommonResponse.newBuilder().setHeaderMutation(headers).build();
  }

  static ProcessingResponse deny(Refusal denial) {
    HeaderMutation.Builder headers = HeaderMutation.newBuilder();
    headers.addSetHeaders(Headers.set("content-type", "application/json"));
    denial.headers().forEach((name, value) -> headers.addSetHeaders(Headers.set(name, value)));
    return ProcessingResponse.newBuilder()
        .setImmediateResponse(
            ImmediateResponse.newBuilder()
                .setStatus(HttpStatus.newBuilder().setCode(StatusCode.forNumber(denial.status())))
                .setHeaders(headers)
                .setBody(ByteString.copyFromUtf8(denial.body()))
                .setDetails("stillwatch"))
        .build();
  }

  /// In `FULL_DUPLEX_STREAMED` mode Envoy passes on what it is given back.
  static ProcessingResponse requestEcho(HttpBody body) {
    return ProcessingResponse.newBuilder().setRequestBody(echo(body)).build();
  }

  static ProcessingResponse responseEcho(HttpBody body) {
    return ProcessingResponse.newBuilder().setResponseBody(echo(body)).build();
  }

  private static BodyResponse echo(HttpBody body) {
    StreamedBodyResponse same =
        StreamedBodyResponse.newBuilder()
            .setBody(body.getBody())
            .setEndOfStream(body.getEndOfStream())
            .build();
    return BodyResponse.newBuilder()
        .setResponse(
            CommonResponse.newBuilder()
                .setBodyMutation(BodyMutation.newBuilder().setStreamedResponse(same)))
        .build();
  }
}
