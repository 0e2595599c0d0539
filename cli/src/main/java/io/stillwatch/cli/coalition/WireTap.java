// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.coalition;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Stands between a company and one address on this machine, passes every byte on, and keeps a copy
/// of it: what a wiretap on the company's line would have heard.
final class WireTap implements AutoCloseable {
  private static final int BUFFER = 1 << 14;

  private final URI target;
  private final ServerSocket door;
  private final List<ByteArrayOutputStream> out = new ArrayList<>();
  private final List<ByteArrayOutputStream> back = new ArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /// @param target where the bytes go, in plain text
  WireTap(URI target) throws IOException {
    this.target = target;
    door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("tap of " + target.getPort()).start(this::serve);
  }

  /// The same address, seen through the tap.
  URI through(URI address) {
    return URI.create(
        address.toString().replace(":" + target.getPort(), ":" + door.getLocalPort()));
  }

  /// All that went there, one text for each connection.
  List<byte[]> sent() {
    return copy(out);
  }

  /// All that came back.
  List<byte[]> answered() {
    return copy(back);
  }

  private static List<byte[]> copy(List<ByteArrayOutputStream> from) {
    synchronized (from) {
      return from.stream().map(ByteArrayOutputStream::toByteArray).toList();
    }
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        Socket from = door.accept();
        Socket to = new Socket(target.getHost(), target.getPort());
        open.add(from);
        open.add(to);
        Thread.ofVirtual().start(() -> pass(from, to, heard(out)));
        Thread.ofVirtual().start(() -> pass(to, from, heard(back)));
      } catch (IOException e) {
        // closed, or the target is gone: whoever called sees a closed connection
      }
    }
  }

  private static ByteArrayOutputStream heard(List<ByteArrayOutputStream> list) {
    var one = new ByteArrayOutputStream();
    synchronized (list) {
      list.add(one);
    }
    return one;
  }

  private void pass(Socket from, Socket to, ByteArrayOutputStream copy) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream onward = to.getOutputStream();
      byte[] some = new byte[BUFFER];
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        copy.write(some, 0, n);
        onward.write(some, 0, n);
        onward.flush();
      }
    } catch (SocketException e) {
      // one side is gone, so the other goes too
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket one : open) {
      one.close();
    }
  }
}
