// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.stillwatch.share.taxii.Taxii;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// A server that says what it was told to say, and remembers what it was asked.
final class Scripted implements AutoCloseable {
  /// An answer; headers of [Taxii#LAST] and others by name.
  record Says(int status, Map<String, String> headers, String body) {}

  private final HttpServer server;
  private final Deque<Says> script = new ArrayDeque<>();
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  Scripted() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          exchange.getRequestBody().readAllBytes();
          Says says = next();
          says.headers().forEach(exchange.getResponseHeaders()::set);
          byte[] body = says.body().getBytes(UTF_8);
          exchange.sendResponseHeaders(says.status(), body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  /// The last answer is given again and again.
  private synchronized Says next() {
    return script.size() > 1 ? script.removeFirst() : script.getFirst();
  }

  synchronized Scripted then(int status, Map<String, String> headers, String body) {
    script.add(new Says(status, headers, body));
    return this;
  }

  /// A page.
  Scripted page(String last, String body) {
    return then(200, Map.of(Taxii.FIRST, last, Taxii.LAST, last), body);
  }

  URI collection() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/root/collections/c/");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
