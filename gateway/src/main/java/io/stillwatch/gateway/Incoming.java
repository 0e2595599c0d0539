// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;

/// The head of a request, and where it came from.
///
/// @param request its head
/// @param remote who is connected
/// @param loop the thread that the connection lives on
record Incoming(HttpRequest request, InetSocketAddress remote, EventExecutor loop) {
  /// The path as it was sent, without the query.
  String path() {
    String uri = request.uri();
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }
}
