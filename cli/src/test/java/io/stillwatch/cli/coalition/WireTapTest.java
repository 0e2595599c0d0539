// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.coalition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class WireTapTest {
  @Test
  void everyByteGoesOnAndIsKept() throws IOException, InterruptedException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    URI target = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/echo");
    try (var tap = new WireTap(target);
        var client = HttpClient.newHttpClient()) {
      String body = "a body of some length ".repeat(5_000);
      var request = HttpRequest.newBuilder(tap.through(target)).POST(BodyPublishers.ofString(body));
      assertThat(client.send(request.build(), BodyHandlers.ofString()).body()).isEqualTo(body);
      assertThat(new String(tap.sent().getFirst(), UTF_8)).startsWith("POST /echo").endsWith(body);
      assertThat(new String(tap.answered().getFirst(), UTF_8)).endsWith(body);
    } finally {
      server.stop(0);
    }
  }
}
