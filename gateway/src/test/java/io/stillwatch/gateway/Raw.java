// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;

/// A caller that says what no client library would.
final class Raw implements AutoCloseable {
  final Socket socket;
  private final StringBuilder read = new StringBuilder();

  Raw(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(30_000);
  }

  void send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  void post(String path, String key, String body) throws IOException {
    send(
        "POST %s HTTP/1.1\r\nhost: x\r\nauthorization: Bearer %s\r\ncontent-length: %d\r\n\r\n%s"
            .formatted(path, key, body.getBytes(UTF_8).length, body));
  }

  /// All that came up to `words`, and what came with them.
  String readUntil(String words) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] some = new byte[8192];
    while (read.indexOf(words) < 0) {
      int n = in.read(some);
      if (n < 0) {
        throw new IOException("closed before \"" + words + "\": " + read);
      }
      read.append(new String(some, 0, n, ISO_8859_1));
    }
    return read.toString();
  }

  /// Reads so many bytes and forgets them.
  void skip(int bytes) throws IOException {
    socket.getInputStream().skipNBytes(bytes);
  }

  /// All that comes before the end.
  String readAll() throws IOException {
    byte[] some = new byte[8192];
    try {
      for (int n = 0; n >= 0; n = socket.getInputStream().read(some)) {
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
