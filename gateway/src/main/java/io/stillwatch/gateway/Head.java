// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;

/// What a request head must be before anybody looks at it. Whatever two servers could understand in
/// two ways is refused (RFC 9112, section 11.2).
final class Head {
  private Head() {}

  /// @throws BadRequest when it is not sound
  static void check(HttpRequest request) {
    Throwable cause = request.decoderResult().cause();
    if (cause != null) {
      throw refusal(cause);
    }
    HttpVersion version = request.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      throw new BadRequest(505, "speak HTTP/1.1");
    }
    HttpHeaders headers = request.headers();
    List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
    if (hosts.size() > 1 || (hosts.isEmpty() && version.equals(HttpVersion.HTTP_1_1))) {
      throw new BadRequest(400, "a request has one host header");
    }
    List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (!codings.isEmpty()
        && !(codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked"))) {
      throw new BadRequest(501, "the only transfer coding is chunked");
    }
    String expect = headers.get(HttpHeaderNames.EXPECT, "");
    if (!expect.isEmpty() && !expect.equalsIgnoreCase("100-continue")) {
      throw new BadRequest(417, "the only expectation is 100-continue");
    }
    if (!request.uri().startsWith("/")) {
      throw new BadRequest(400, "the target of a request is a path");
    }
  }

  private static BadRequest refusal(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return new BadRequest(414, "the request line is too long");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return new BadRequest(431, "the headers are too long");
    }
    return new BadRequest(400, "the request is not sound HTTP/1.1");
  }
}
