// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A whole request to the gateway itself.
final class Call {
  /// Bears the token of a caller whose other headers are somebody else's.
  static final String TOKEN = "x-stillwatch-token";

  final HttpMethod method;
  final HttpHeaders headers;
  final InetSocketAddress remote;
  final EventExecutor loop;
  final byte[] body;
  private final Map<String, List<String>> query;

  Call(Incoming in, byte[] body) {
    this.method = in.request().method();
    this.headers = in.request().headers();
    this.remote = in.remote();
    this.loop = in.loop();
    this.body = body;
    this.query = queryOf(in.request().uri());
  }

  private static Map<String, List<String>> queryOf(String uri) {
    return uri.indexOf('?') < 0 ? Map.of() : new QueryStringDecoder(uri, true).parameters();
  }

  /// A parameter of the query; empty when it has none of that name.
  String query(String name) {
    List<String> values = query.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }

  /// @throws BadRequest when it came by another method
  void by(HttpMethod only) {
    if (!method.equals(only)) {
      throw new BadRequest(405, "this takes " + only);
    }
  }

  /// The token of the caller, wherever its like puts it.
  Optional<String> token() {
    Optional<String> own = header(TOKEN).or(() -> header("x-api-key"));
    return own.or(() -> header("authorization").flatMap(Accounts::bearer));
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
