// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.stillwatch.model.desk.Refusal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the gateway itself says.
///
/// @param status HTTP status
/// @param headers by lower-case name
/// @param body JSON; empty for none
record Reply(int status, SortedMap<String, String> headers, String body) {
  Reply {
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  static Reply of(int status, String body) {
    return new Reply(status, Collections.emptySortedMap(), body);
  }

  static Reply of(Refusal refusal) {
    return new Reply(refusal.status(), refusal.headers(), refusal.body());
  }

  static Reply json(String body) {
    return of(200, body);
  }

  static Reply empty(int status) {
    return of(status, "");
  }

  /// An error in our own words.
  static Reply error(int status, String message) {
    return of(status, JsonOut.object(out -> out.writeStringProperty("error", message)));
  }

  Reply with(String header, String value) {
    SortedMap<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Reply(status, more, body);
  }

  FullHttpResponse message() {
    ByteBuf bytes = body.isEmpty() ? Unpooled.EMPTY_BUFFER : Unpooled.copiedBuffer(body, UTF_8);
    var message =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), bytes);
    headers.forEach((name, value) -> message.headers().set(name, value));
    if (!body.isEmpty()) {
      message.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
    }
    if (status != 204) {
      message.headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes.readableBytes());
    }
    return message;
  }
}
