// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;

/// A connection of somebody who says what no client library would.
final class Line implements AutoCloseable {
  private final Socket socket;

  Line(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(90_000);
  }

  Line send(String bytes) throws IOException {
    return send(bytes.getBytes(ISO_8859_1));
  }

  Line send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /// Sends no more, and still listens.
  Line endsItsHalf() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /// All that comes before the other side hangs up.
  String readAll() throws IOException {
    var read = new StringBuilder();
    byte[] some = new byte[8192];
    try {
      InputStream in = socket.getInputStream();
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        read.append(new String(some, 0, n, ISO_8859_1));
      }
    } catch (SocketException reset) {
      // As good as an end.
    }
    return read.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
