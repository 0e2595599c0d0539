// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits on this machine for the browser to come back, on a port that was free (RFC 8252, 7.3).
public final class Loopback implements AutoCloseable {
  private static final String PATH = "/callback";
  private static final byte[] DONE =
      "You may close this page, and go back to where you began.\n".getBytes(UTF_8);

  private final HttpServer server;
  private final CompletableFuture<String> query = new CompletableFuture<>();

  private Loopback(HttpServer server) {
    this.server = server;
  }

  /// Listens.
  public static Loopback open() throws IOException {
    var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
    var loopback = new Loopback(HttpServer.create(address, 0));
    loopback.server.createContext(PATH, loopback::answer);
    loopback.server.start();
    return loopback;
  }

  /// Where the browser is to come back to.
  public URI redirect() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
  }

  /// Waits.
  ///
  /// @return the address that the browser called, with its query
  /// @throws LoginFailed when nobody came in time
  public URI await(Duration patience) throws LoginFailed {
    try {
      return URI.create(redirect() + "?" + query.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      throw new LoginFailed("nobody came back from the issuer in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoginFailed("the login was interrupted");
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String asked = exchange.getRequestURI().getRawQuery();
    boolean here = asked != null && exchange.getRequestURI().getPath().equals(PATH);
    exchange.getResponseHeaders().set("content-type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(here ? 200 : 404, here ? DONE.length : -1);
    try (exchange) {
      if (here) {
        exchange.getResponseBody().write(DONE);
        query.complete(asked);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
