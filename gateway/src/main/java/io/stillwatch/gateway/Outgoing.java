// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The heads that the proxy sends on. What belongs to one connection stays on it (RFC 9110, section
/// 7.6.1), and nobody outside speaks in our name.
final class Outgoing {
  private static final String OURS = "x-stillwatch";
  private static final Set<String> OF_ONE_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "upgrade",
          "expect",
          "host");

  private final Upstreams upstreams;
  private final Map<String, String> set;
  private final String accountHeader;

  Outgoing(Upstreams upstreams, GatewayConfig config) {
    this.upstreams = upstreams;
    this.set = config.upstream().orElseThrow().headers();
    this.accountHeader = config.identity().accountHeader();
  }

  /// @param length of the new body; below 0 when the old one is passed on as it comes
  HttpRequest request(HttpRequest in, String mark, int length) {
    var out =
        new DefaultHttpRequest(HttpVersion.HTTP_1_1, in.method(), upstreams.prefix() + in.uri());
    HttpHeaders headers = out.headers();
    headers.set(HttpHeaderNames.HOST, upstreams.authority());
    copy(in.headers(), headers);
    if (!accountHeader.isEmpty()) {
      headers.remove(accountHeader);
    }
    if (length >= 0) {
      headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
      headers.set(HttpHeaderNames.CONTENT_LENGTH, length);
      // A packed reply could not be read.
      headers.set(HttpHeaderNames.ACCEPT_ENCODING, "identity");
    }
    if (!mark.isEmpty()) {
      headers.set("x-stillwatch-mark", mark);
    }
    set.forEach((name, value) -> headers.set(name, value));
    return out;
  }

  /// @param edited whether the length of the body may change
  static HttpResponse response(HttpResponse in, boolean edited, boolean chunks) {
    var out = new DefaultHttpResponse(HttpVersion.HTTP_1_1, in.status());
    copy(in.headers(), out.headers());
    if (edited) {
      out.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
    }
    boolean counted = out.headers().contains(HttpHeaderNames.CONTENT_LENGTH);
    out.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
    boolean empty = in.status().code() == 204 || in.status().code() == 304;
    if (!counted && !empty && chunks) {
      out.headers().set(HttpHeaderNames.TRANSFER_ENCODING, "chunked");
    }
    return out;
  }

  private static void copy(HttpHeaders from, HttpHeaders to) {
    List<String> named = named(from);
    var all = from.iteratorCharSequence();
    while (all.hasNext()) {
      var header = all.next();
      String name = header.getKey().toString().toLowerCase(Locale.ROOT);
      if (!OF_ONE_HOP.contains(name) && !named.contains(name) && !name.startsWith(OURS)) {
        to.add(header.getKey(), header.getValue());
      }
    }
  }

  /// What `connection` names is of one hop too.
  private static List<String> named(HttpHeaders from) {
    List<String> named = new ArrayList<>();
    for (String value : from.getAll(HttpHeaderNames.CONNECTION)) {
      for (String name : value.split(",", -1)) {
        named.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    // These two say where the body ends, and are seen to by themselves.
    named.remove("content-length");
    named.remove("transfer-encoding");
    return named;
  }
}
